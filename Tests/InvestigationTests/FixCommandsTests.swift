import Diagnosis
import Diagnostics
import HTTPMessage
import OAuthCore
import Script
import TestSupport
import Testing

@testable import Commands
@testable import Investigation
@testable import Workbench

/// Every step of a fix is one command of the vocabulary, whatever text a server put into it.
@Suite struct FixCommandsTests {
    @Test(arguments: FixSamples.steps) func everyStepIsOneCommand(_ step: FixStep) throws {
        for step in FixSamples.variants(of: step) {
            let line = try #require(FixCommands.line(step))
            let call = try #require(FixCommandsTests.call(line), "\(line)")
            #expect(line.hasPrefix(call.name))
        }
    }

    @Test func everyActionHasASample() {
        #expect(Set(FixSamples.steps.map { FixSamples.index(of: $0.action) }) == Set(0..<FixSamples.actionCount))
    }

    @Test(arguments: Alternative.Probe.allCases) func everyProbeIsOneCommand(_ probe: Alternative.Probe) {
        #expect(FixCommandsTests.call(FixCommands.line(probe)) != nil)
    }

    @Test func stepsAreWrittenAsTheyWouldBeTyped() {
        var post = FixStep(.exchange)
        post.clientAuthentication = "client_secret_post"
        var direct = FixStep(.call(ResourceCall(method: "GET", target: "/things")))
        direct.bypassesProxy = true
        let lines = FixCommands.lines([
            FixStep(
                .authorize(
                    AuthorizationChange(
                        scope: "read write", parameters: [FormParameter("prompt", "consent")],
                        redirectURI: "http://127.0.0.1:8765/callback", user: "ada"))),
            post, direct, FixStep(.refresh(scope: "read")),
            FixStep(.createClient(name: "With admin", scope: "read admin")),
            FixStep(.setMetadata(name: "token_endpoint", value: "https://as.example/token")),
            FixStep(.call(ResourceCall(method: "POST", target: "/x", body: #"{"n":1}"#, contentType: "text/a; b=c"))),
        ])
        #expect(
            lines == [
                #"authorize scope="read write" prompt=consent --redirect http://127.0.0.1:8765/callback --as ada"#,
                "exchange --auth client_secret_post",
                "get /things --proxy ''",
                "refresh scope=read",
                #"client create "With admin" scope="read admin""#,
                "provider set token_endpoint=https://as.example/token",
                #"post /x --body '{"n":1}' Content-Type:"text/a; b=c""#,
            ])
    }

    /// What the language has no command for is left out: no line stands for something else.
    @Test func whatNoCommandDoesHasNoLine() {
        #expect(FixCommands.line(FixStep(.call(ResourceCall(method: "PROPFIND", target: "/x")))) == nil)
        #expect(
            FixCommands.line(FixStep(.call(ResourceCall(method: "POST", target: "/x", body: "@/etc/passwd")))) == nil)
    }

    @Test(arguments: FixSamples.texts) func aWordIsReadBackUnchanged(_ text: String) {
        #expect(FixCommandsTests.readBack(text) == text)
    }

    /// Any text of the characters that quoting is about.
    @Test func anyTextIsReadBackUnchanged() {
        var random = SeededGenerator(seed: 7)
        let scalars: [Unicode.Scalar] = ["a", " ", "'", "\"", "\\", "{", "}", "\n", "\u{301}", "$", "#", "|", "=", ":"]
        for _ in 0..<2000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                text.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
            }
            let word = String(text)
            #expect(FixCommandsTests.readBack(word)?.unicodeScalars.elementsEqual(text) == true, "\(word)")
        }
    }

    /// The only call of a line; nil where it is no line of one command.
    private static func call(_ line: String) -> CommandCall? {
        let source = ScriptSource(.commandLine, text: line)
        guard let script = try? Script.parse(source, vocabulary: CommandTable.standard.vocabulary),
            script.statements.count == 1, case .call(let call) = script.statements[0]
        else { return nil }
        return call
    }

    /// What a text is as an item's value, once it was written and parsed.
    private static func readBack(_ text: String) -> String? {
        let line = FixCommands.line(
            FixStep(.authorize(AuthorizationChange(parameters: [FormParameter("resource", text)]))))
        guard let line, let call = FixCommandsTests.call(line), call.items.count == 1 else { return nil }
        return call.items[0].value.fixedText
    }
}

/// Steps of every kind, with harmless and with hostile texts.
enum FixSamples {
    static let texts = [
        "", "plain", "read write", "it's", #"a"b"#, #"a\b"#, "{{env.HOME}}", "'{{env.HOME}}", "'{{{env.HOME}}}",
        "'{{\u{301}env.HOME}}", "x\"\u{301} --reveal", "a\nexchange", "a\r\nexchange", "'\n\"", "\"\"\"", "# note",
        "$.a | b",
        "-x", "@file", "é \u{1F511}",
    ]

    private static let plainActions: [FixStep.Action] = [
        .exchange, .refresh(scope: nil), .introspect, .revoke, .userinfo, .listClients, .resetSecret, .discoverMetadata,
        .authorize(AuthorizationChange()),
    ]

    static let steps: [FixStep] =
        plainActions.map(FixStep.init) + texts.flatMap { actions(with: $0).map(FixStep.init) }

    private static func actions(with text: String) -> [FixStep.Action] {
        [
            .authorize(
                AuthorizationChange(
                    scope: Scope(text), parameters: [FormParameter("prompt", text)], redirectURI: text, user: text)),
            .refresh(scope: Scope(text)), .createClient(name: "With \(text)", scope: Scope(text)),
            .setMetadata(name: "token_endpoint", value: text), .useIssuer("https://" + text),
            .call(ResourceCall(method: "POST", target: "/" + text, body: "b" + text, contentType: text)),
        ]
    }

    /// The step as it is, and with what its request can be sent with.
    static func variants(of step: FixStep) -> [FixStep] {
        var variants = [step]
        switch step.action {
        case .exchange, .refresh, .introspect, .revoke:
            var other = step
            other.clientAuthentication = "client_secret_post"
            other.bypassesProxy = true
            variants.append(other)
        case .userinfo, .call, .listClients, .discoverMetadata:
            var other = step
            other.bypassesProxy = true
            variants.append(other)
        case .authorize, .resetSecret, .createClient, .setMetadata, .useIssuer: break
        }
        return variants
    }

    static let actionCount = 13

    static func index(of action: FixStep.Action) -> Int {
        switch action {
        case .authorize: 0
        case .exchange: 1
        case .refresh: 2
        case .introspect: 3
        case .revoke: 4
        case .userinfo: 5
        case .call: 6
        case .listClients: 7
        case .resetSecret: 8
        case .createClient: 9
        case .discoverMetadata: 10
        case .setMetadata: 11
        case .useIssuer: 12
        }
    }
}
