import OAuthCore
import Testing

@Suite struct BasicCredentialsTests {
    /// RFC 6749 §2.3.1 and §4.1.3, and what AppAuth issue 337 settled on.
    @Test(arguments: [
        ("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", "czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3"),
        ("s6BhdRkqt3", "gX1fBat3bV", "czZCaGRSa3F0MzpnWDFmQmF0M2JW"),
        (
            "1PpG/Q 1", "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=",
            "MVBwRyUyRlErMTp6JTJGdFo5VndGWnFBcG1JUSUyQlpIMUk1cExrJTJGdUI0dWQlM0FYMiUyRjhiTCUyQndmRlR0MXJGdyUzRA=="
        ),
    ])
    func codesTheVectors(id: String, secret: String, encoded: String) {
        let credentials = BasicCredentials(id: id, secret: secret)
        #expect(credentials.headerValue == "Basic \(encoded)")
        #expect(BasicCredentials(headerValue: "basic \(encoded)") == credentials)
    }

    @Test(arguments: [" %&+£€", ":", "", "a:b", "ü\n\0"])
    func surviveEveryCharacter(text: String) {
        let credentials = BasicCredentials(id: text, secret: text + "x")
        #expect(BasicCredentials(headerValue: credentials.headerValue) == credentials)
    }

    @Test(arguments: [
        "", "Basic", "Basic ", "Bearer YTpi", "Basic YTpi!", "Basic YWI=", "Basic YTpi====", "Basic gICAOg==",
        "Basic -_8=", "Basic Y",
    ])
    func refusesWhatIsMalformed(value: String) { #expect(BasicCredentials(headerValue: value) == nil) }
}
