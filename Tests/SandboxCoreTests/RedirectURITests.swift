import Testing

@testable import SandboxCore

@Suite struct RedirectURITests {
    @Test(arguments: [
        "https://app.example/cb", "https://app.example", "https://app.example:8443/cb?x=1", "http://127.0.0.1/cb",
        "http://[::1]:8080/cb", "http://localhost:3000", "com.example.app:/cb", "com.example.app://host/cb",
    ])
    func allows(text: String) { #expect(RedirectURI(text).map { $0.objection == nil } == true) }

    @Test(arguments: [
        "", "cb", "//app.example/cb", "https:", "https://", "https://a.example/#x", "http://app.example", "app:/cb",
        "https://u:p@app.example/", "https://a.example/ b", "https://a.example/\"", "https://a.example/;x",
        "https://a.example:99999/", "https://a.example/\u{e9}", "1http://a.example/", "data:text/html,x",
    ])
    func refuses(text: String) { #expect(RedirectURI(text).map { $0.objection == nil } != true) }

    @Test(arguments: [
        ("https://a.example:444/cb?x", "https://a.example:444"), ("http://[::1]:5/cb", "http://[::1]:5"),
        ("com.example.app:/cb", "com.example.app:"),
    ])
    func namesItsSource(text: String, source: String) { #expect(RedirectURI(text)?.source == source) }

    @Test func neverFailsOnAnyText() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("ht:/[]@.?#1a\u{0}\u{e9} ")
        for _ in 0..<2000 {
            let text = String((0..<Int.random(in: 0...14, using: &random)).compactMap { _ in alphabet.randomElement() })
            if let uri = RedirectURI("http://\(text)") { #expect(uri.matches(uri)) }
        }
    }
}
