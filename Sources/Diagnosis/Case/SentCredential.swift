internal import HTTPMessage
package import OAuthCore

/// What a resource call brought along as its proof.
public struct SentCredential: Sendable, Equatable {
    /// `Bearer`; empty where there is none.
    public var scheme: String
    /// What follows the scheme in the `Authorization` header: the token, without white space around it.
    public var value: String
}

extension RecordedExchange {
    /// Nil without an `Authorization` header.
    public var credential: SentCredential? {
        guard let header = request.headers["Authorization"] else { return nil }
        // With its scheme gone too, it is taken for what it is most often.
        if MaskedText.isAnonymous(header) { return SentCredential(scheme: "Bearer", value: header) }
        let words = header.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2 else { return SentCredential(scheme: "", value: words.first ?? "") }
        return SentCredential(scheme: words[0], value: words[1])
    }
}

extension Case {
    /// The set of tokens whose access token was sent.
    package var sentToken: RecordedToken? {
        if isCredentialHidden { return token(exchange?.token) }
        guard let value = exchange?.credential?.value else { return nil }
        return evidence.tokens.last { $0.tokens.accessToken == value }
    }

    /// The token that was sent, as a JWT.
    package var sentJWT: JWTParts? { (exchange?.credential?.value).flatMap { try? JWTParts(reading: $0) } }

    /// The recorded set of tokens with an id; nil for no id, or where the evidence has none.
    package func token(_ id: Int64?) -> RecordedToken? { id.flatMap { id in evidence.tokens.first { $0.id == id } } }

    /// The recorded authorization with an id; nil for no id, or where the evidence has none.
    package func authorization(_ id: Int64?) -> RecordedAuthorization? {
        id.flatMap { id in evidence.authorizations.first { $0.id == id } }
    }

    /// From a set of tokens back to the one that its refreshes began with, itself first.
    package func lineage(of token: RecordedToken) -> [RecordedToken] {
        var line = [token]
        while line[line.count - 1].grantType == "refresh_token",
            let parent = self.token(line[line.count - 1].parent), line.count < 1000
        { line.append(parent) }
        return line
    }

    /// The server's clock against ours as an exchange ended, in milliseconds: above 0 where the server is ahead. A date
    /// has whole seconds, so less than two seconds mean nothing.
    package func offset(of exchange: RecordedExchange) -> Int64? { exchange.serverTime.map { $0 - exchange.endedAt } }
}
