internal import Answers
internal import Diagnostics
internal import Investigation
internal import JSONKit
internal import OAuthCore
internal import Script
internal import Session
internal import Workbench

enum TokenInspect {
    static let command = Command(
        "token inspect", .token, "take a token apart, or say that it is opaque, and tell what became of its family",
        operands: [GivenToken.operand],
        options: [OptionShape("id", "the ID token"), OptionShape("refresh", "the refresh token")],
        details: """
            Nothing is verified: `token verify` does that. Of an encrypted token the header is shown, and who can open it. \
            The family is every set of tokens that goes back to the same authorization: when each came, what a refresh \
            changed, what was sent again, what was revoked, and when it ends.
            """,
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .judged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["token inspect", "token inspect --id"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let given = try GivenToken.of(
            call, { _ in call.has("id") ? .id : call.has("refresh") ? .refresh : .access }, bench)
        let family = try given.set.map { set throws(Diagnostic) in try TokenFamily(of: set, bench) }
        let name = given.part.map { "the \($0.rawValue)" } ?? given.name
        let chain = try DelegationChain(of: given.value, in: given.set, bench)
        let end = given.set?.refreshLife(at: bench.environment.clock())
        let lines =
            (end.map { [ReportAnswer.Line(.fact, "by the server the refresh token ends \($0)")] } ?? [])
            + (chain?.lines ?? []) + (family?.lines(at: bench.environment.clock()) ?? [])
        let familyJSON =
            (chain.map { [("delegation", $0.json)] } ?? []) + (family.map { [("family", $0.json)] } ?? [])
        if let encrypted = JWEParts(reading: given.value) {
            return .report(
                ReportAnswer(
                    lines: [.init(.title, "\(name) is encrypted (a JWE): \(encrypted.encryptionPhrase)")]
                        + verbatim("header", encrypted.header) + who(encrypted, given.part) + lines,
                    json: JSON(members: [("encrypted", true), ("header", encrypted.header)] + familyJSON)))
        }
        guard let jwt = try? JWTParts(reading: given.value) else {
            let text = "\(name) is opaque: only the server knows what it means (`introspect` asks it)"
            return .report(
                ReportAnswer(
                    lines: [.init(.fact, text)] + lines, json: JSON(members: [("opaque", true)] + familyJSON)))
        }
        return .report(
            ReportAnswer(
                lines: [.init(.title, "\(name) is a JWT")] + verbatim("header", jwt.header)
                    + verbatim("claims", jwt.claims) + lines,
                json: JSON(members: [("header", jwt.header), ("claims", jwt.claims)] + familyJSON)))
    }

    private static func verbatim(_ name: String, _ part: JSON) -> [ReportAnswer.Line] {
        "\(name) \(part.text(.pretty))".split(separator: "\n").map { .init(.verbatim, String($0)) }
    }

    /// Who can open an encrypted token, and what a client can do.
    private static func who(_ token: JWEParts, _ part: GivenToken.Part?) -> [ReportAnswer.Line] {
        let holder =
            switch part {
            case .id: "the client that registered it (id_token_encrypted_response_alg)"
            case .refresh: "the authorization server"
            case .access: "the resource server of its audience, or the authorization server itself"
            case nil: "for an access token that is the resource server of its audience, for an ID token the client"
            }
        var lines = [
            ReportAnswer.Line(
                .fact, "only the holder of \(token.keyPhrase) can open it (\(holder)); its claims cannot be read here")
        ]
        if part == .access {
            lines.append(
                .init(
                    .fact,
                    "`introspect` asks the server about it. Where the resource wants a JWT that it can read, ask for its "
                        + "audience: some servers encrypt for themselves what was asked for without audience or resource."
                ))
        }
        return lines
    }
}
