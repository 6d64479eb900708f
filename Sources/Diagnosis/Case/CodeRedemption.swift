internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// A code that was sent to the token endpoint, and what is known of it.
package struct CodeRedemption: Sendable {
    /// The request to the token endpoint.
    package let exchange: RecordedExchange
    /// The code that was sent.
    package let code: String
    /// The authorization that brought the code; nil where the session has none.
    package let authorization: RecordedAuthorization?
    /// The `code_verifier` that was sent (RFC 7636 §4.5); nil where none was.
    package let verifier: String?
    /// The `redirect_uri` that was sent (RFC 6749 §4.1.3); nil where none was.
    package let redirectURI: String?
}

extension Case {
    /// Whether the server is known to check code verifiers; one that is not may never have looked at it.
    package var knowsPKCE: Bool { server.codeChallengeMethodsSupported?.isEmpty == false || says(.verifier) }

    /// Whether the server lists a method of code challenges.
    package func takes(method: String) -> Bool {
        server.codeChallengeMethodsSupported?.contains(method.isEmpty ? "plain" : method) == true
    }

    /// Nil where the subject redeems no code.
    package var redemption: CodeRedemption? {
        guard endpoint == .token, grantType == "authorization_code", let exchange,
            let code = exchange.sentParameter("code")
        else {
            return nil
        }
        return CodeRedemption(
            exchange: exchange, code: code,
            authorization: evidence.authorizations.last { $0.code?.utf8.elementsEqual(code.utf8) == true },
            verifier: exchange.sentParameter("code_verifier"),
            redirectURI: exchange.sentParameter("redirect_uri"))
    }

    /// The redemption of a code that was refused in words that may mean the code or what goes with it.
    package var refusedRedemption: CodeRedemption? { mayBlame(.grant) ? redemption : nil }

    /// Whether nothing but the code and what goes with it can have been refused: the server says so, or it says nothing
    /// and the client is right.
    package var refusesTheGrant: Bool {
        if blame(.grant).isStated { return true }
        guard mayBlame(.grant), !blame(.client).isStated, let sent = sentClient, let id = sent.id else { return false }
        guard let held = versions(of: id).last else { return false }
        if held.registration.secret == sent.secret, held.origin == .server { return true }
        return earlier.contains { tookClient($0) && $0.sentClient == sent }
    }

    /// Whether the code had no time to end in another way: it came a moment ago, and no request spent it.
    package func isFresh(_ redemption: CodeRedemption, _ authorization: RecordedAuthorization) -> Bool {
        earlierRequests(with: "code", redemption.code).isEmpty && age(of: redemption, authorization).seconds < 30
    }

    /// Earlier requests with the same value of a parameter, newest first.
    package func earlierRequests(with name: String, _ value: String) -> [RecordedExchange] {
        let requests = earlier.filter { $0.endpoint(at: evidence.provider) == .token && $0.form.first(name) == value }
        guard MaskedText.isAnonymous(value) else { return requests }
        // Another authorization brought another code that reads the same.
        let begun = earlier.first { $0.endpoint(at: evidence.provider) == .authorization }?.number ?? 0
        return requests.filter { $0.number > begun }
    }
}

extension RecordedExchange {
    /// Whether tokens came.
    package var broughtTokens: Bool {
        status == 200 && members?["access_token"]?.string != nil
    }
}
