internal import JSONKit
internal import OAuthCore
internal import Script

enum TokenInspect {
    static let command = Command(
        "token inspect", .token, "take a token apart, or say that it is opaque; nothing is verified",
        operands: [OperandShape("NUMBER", .word, required: false, "the one in use if left out", completes: .token)],
        options: [OptionShape("id", "the ID token"), OptionShape("refresh", "the refresh token")],
        examples: ["token inspect", "token inspect --id"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let token = try TokenUse.find(call.text(0), bench)
        let (name, value) =
            call.has("id")
            ? ("ID token", token.tokens.idToken)
            : call.has("refresh")
                ? ("refresh token", token.tokens.refreshToken) : ("access token", token.tokens.accessToken)
        guard let value else {
            throw Diagnostic(
                .execution, "no-such-token", "token \(token.id) has no \(name)",
                advice: name == "ID token" ? ["ask for one: authorize scope=\"openid …\""] : [])
        }
        guard let jwt = try? JWTParts(reading: value) else {
            return .note(
                "the \(name) is opaque: only the server knows what it means (`introspect` asks it)", ["opaque": true])
        }
        return .record(
            title: "the \(name) is a JWT",
            [
                Answer.Field("header", jwt.header), Answer.Field("claims", jwt.claims),
            ])
    }
}
