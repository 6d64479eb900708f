internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

extension Rule {
    static let noRefreshToken = Rule(
        "no-refresh-token", symptom: "there is nothing to refresh with",
        proof: "the members of the token response, what was asked for, and what the provider lists",
        references: ["RFC 6749 §5.1", "OpenID Connect Core §11"]
    ) { subject in
        guard subject.command?.problem == .noRefreshToken, let token = subject.token(subject.command?.token) else {
            return nil
        }
        let brought = token.exchange.flatMap(subject.number)
        let names = brought?.members?.members?.map(\.name).joined(separator: ", ")
        var lines = [
            EvidenceLine(
                token.exchange,
                "brought token \(token.id)"
                    + (names.map { " with \($0), and no refresh_token" } ?? " without a refresh token"))
        ]
        let authorization = subject.authorization(token.authorization)
        let server = subject.server
        if let grants = server.grantTypesSupported, !grants.contains("refresh_token") {
            lines.append(EvidenceLine(nil, "the metadata does not list the grant refresh_token"))
            return .found(
                .likely, "No refresh token came, and the provider does not list the refresh grant.", lines,
                fix: Fix("Authorize again when the token ends.", subject.newTokens(like: authorization)))
        }
        let offers = server.scopesSupported?.contains("offline_access") == true
        if offers, let asked = authorization?.scope, !asked.contains("offline_access") {
            lines.append(EvidenceLine(nil, "the provider lists the scope offline_access; \(asked.text) was asked for"))
            return .found(
                .likely, "No refresh token came: offline_access was not asked for.", lines,
                fix: Fix(
                    "Ask for offline_access, with consent.",
                    [
                        subject.authorizeAgain(
                            like: authorization, scope: asked.union("offline_access"),
                            parameters: [FormParameter("prompt", "consent")]),
                        .exchange,
                    ]))
        }
        return .found(
            .proved, "The token response brought no refresh token.", lines,
            fix: Fix(
                "Authorize again when the token ends; register the client for the refresh grant if the provider has it.",
                subject.newTokens(like: authorization)))
    }
}
