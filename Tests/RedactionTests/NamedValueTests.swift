import Redaction
import TestSupport
import Testing

@Suite struct NamedValueTests {
    private func values(_ text: String, secretOnly: Bool = true) -> [String] {
        let bytes = Array(text.utf8)
        return NamedValue.all(in: bytes).filter { !secretOnly || $0.isSecret }.map {
            String(decoding: bytes[$0.range], as: UTF8.self)
        }
    }

    @Test(arguments: [
        ("client_secret=ab&grant_type=x", ["ab"]), ("client add x client_secret=ab scope=p", ["ab"]),
        (#"{"password": "a b", "n": 1}"#, ["a b"]), (#"{\"password\":\"ab\"}"#, ["ab"]),
        (#"set password:="\"ab\"""#, [#"\"ab\""#]), ("Authorization: Bearer h4n\r\nHost: a", ["h4n"]),
        (#"get /x Authorization:"Bearer h4n""#, ["h4n"]), ("get /x Authorization:Bearer h4n", ["h4n"]),
        (#"curl -H "X-Api-Key: k1" https://a"#, ["k1"]), ("Cookie: a=1; b=zz", ["1", "zz"]),
        ("Set-Cookie: sid=x; Path=/; HttpOnly", ["x"]), ("https://u:p%40w@host/x", ["p%40w"]),
        ("http://a.example/cb?code=c1&state=s#access_token=t1", ["c1", "t1"]), ("password = hunter2", ["hunter2"]),
    ])
    func whatIsSecretByItsName(_ text: String, _ found: [String]) { #expect(values(text) == found) }

    @Test(arguments: [
        "https://a.example:8443/x@y", "client_secret={{env.X}}", #"{"error": {"code": "invalid_token"}}"#,
        "scope=profile", "token_type=bearer", "12:30:01", "", "=", "a=", "::==", "\"\":", "password=",
        "next_page_token=CAUQAA", "X-Next-Page-Token: CAUQAA",
    ])
    func whatIsNot(_ text: String) { #expect(values(text) == []) }

    /// What a server sends to keep a reader busy: all values together stay a few times as long as the text.
    @Test(arguments: ["token=", "a=", "token: ", "token:", "a=)", "x={{", "a='", "Cookie: a="])
    func valuesInValuesAreBounded(_ piece: String) {
        let text = Array(String(repeating: piece, count: 1 << 13).utf8)
        let together = NamedValue.all(in: text).reduce(0) { $0 + $1.range.count }
        #expect(together <= text.count * 300)
    }

    @Test func manyShortValuesInOneAreAllFound() {
        let members = (0..<40).map { "key\($0): 'v\($0)'" }.joined(separator: ", ")
        #expect(values("{" + members + ", client_secret: 'zz9'}").contains("zz9"))
    }

    /// Whatever comes, ranges lie inside of it and nothing traps.
    @Test func anyTextCanBeRead() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("ab=:\"'\\ /@?&;{}<>\n\u{e9}password Cookie".utf8)
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0..<60, using: &generator)).compactMap { _ in
                alphabet.randomElement(using: &generator)
            }
            for value in NamedValue.all(in: text) {
                #expect(!value.range.isEmpty && value.range.upperBound <= text.count && !value.name.isEmpty)
            }
        }
    }

    @Test(arguments: [
        "SERIKA_API_KEY", "token", "dbPassword", "key", "my-secret", "client_secret", "GITHUB_TOKEN", "jwt", "PWD_PROD",
    ])
    func variablesThatAreSecret(_ name: String) { #expect(SecretNames.isVariable(name)) }

    @Test(arguments: [
        "token_type", "publicKey", "keys", "max_tokens", "secret_name", "id_token_signed_response_alg", "monkey",
        "sort_key", "state", "scope", "model", "keyboard", "next_page_token", "pageToken", "access_token_expires_in",
        "token_expires_at", "bearer_types",
        "password_policy",
    ])
    func variablesThatAreNot(_ name: String) { #expect(!SecretNames.isVariable(name)) }

    @Test(arguments: ["Authorization", "X-Api-Key", "Proxy-Authorization", "X-CSRF-Token", "DPoP"])
    func headersThatCarryCredentials(_ name: String) { #expect(SecretNames.isHeader(name)) }

    @Test func aShortSecretHasBordersToBeKnownBy() {
        func holds(_ secret: String, _ origin: SecretReach.Origin, _ text: String) -> Bool {
            let bytes = Array(text.utf8)
            guard let range = bytes.firstRange(of: Array(secret.utf8)) else { return false }
            return SecretReach(of: secret, origin).holds(range, in: bytes)
        }
        #expect(holds("abc", .given, "the secret abc was refused") && !holds("abc", .given, "abcdef"))
        #expect(!holds("abc", .given, "x_abc") && !holds("ab", .given, "ab"))
        #expect(holds("kite", .found, "password=kite&a=b") && !holds("kite", .found, "the kite flies"))
        #expect(holds("kite", .found, "Bearer kite") && holds("longer-than-8", .found, "xlonger-than-8x"))
        #expect(holds("kite", .marked, "kites") && !holds("kit", .marked, "kite"))
    }
}
