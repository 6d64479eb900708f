internal import Diagnostics
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum TokenInspect {
    static let command = Command(
        "token inspect", .token, "take a token apart, or say that it is opaque, and tell what became of its family",
        operands: [OperandShape("NUMBER", .word, required: false, "the one in use if left out", completes: .token)],
        options: [OptionShape("id", "the ID token"), OptionShape("refresh", "the refresh token")],
        details: """
            Nothing is verified: `token verify` does that. The family is every set of tokens that goes back to the same \
            authorization: when each came, what a refresh changed, what was sent again, what was revoked, and when it ends.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .judged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["token inspect", "token inspect --id"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try TokenUse.find(call.text(0), bench)
        let (name, value) = value(of: token, call)
        guard let value else {
            throw Diagnostic(
                .execution, "no-such-token", "token \(token.id) has no \(name)",
                advice: name == "ID token" ? ["ask for one: authorize scope=\"openid …\""] : [])
        }
        let family = try TokenFamily(of: token, bench)
        let lines = family.lines(at: bench.environment.clock())
        guard let jwt = try? JWTParts(reading: value) else {
            let text = "the \(name) is opaque: only the server knows what it means (`introspect` asks it)"
            return .report(
                ReportAnswer(lines: [.init(.fact, text)] + lines, json: ["opaque": true, "family": family.json]))
        }
        let parts = [("header", jwt.header), ("claims", jwt.claims)].flatMap { name, part in
            let text = "\(name) \(part.text(.pretty))"
            return text.split(separator: "\n").map { ReportAnswer.Line(.verbatim, String($0)) }
        }
        return .report(
            ReportAnswer(
                lines: [.init(.title, "the \(name) is a JWT")] + parts + lines,
                json: ["header": jwt.header, "claims": jwt.claims, "family": family.json]))
    }

    private static func value(of token: SessionToken, _ call: CommandContext) -> (name: String, value: String?) {
        if call.has("id") { return ("ID token", token.tokens.idToken) }
        if call.has("refresh") { return ("refresh token", token.tokens.refreshToken) }
        return ("access token", token.tokens.accessToken)
    }
}
