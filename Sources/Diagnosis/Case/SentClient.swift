internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// How a request says which client it is from.
package struct SentClient: Sendable, Equatable {
    /// The `client_id`, decoded; nil where the request names no client.
    package var id: String?
    /// The client secret, decoded; nil where the request carries none.
    package var secret: String?
    /// By its registered name: `client_secret_basic`.
    package var method: String
    /// Whether both the header and the body carry credentials.
    package var isTwice = false
    /// Id and secret of the header as they stand there, not decoded.
    package var rawBasic: String?
}

extension SentClient {
    /// - Parameters:
    ///   - form: the parameters of the request's body, where it is a form.
    ///   - members: the members of the request's body, where it is JSON.
    init(_ request: HTTPRequest, _ form: FormParameters, _ members: JSON? = nil) {
        let basic = request.headers.values("Authorization").compactMap(BasicCredentials.init(headerValue:)).first
        guard let basic else {
            let secret = form.first("client_secret") ?? members?["client_secret"]?.string
            self.init(
                id: form.first("client_id") ?? members?["client_id"]?.string, secret: secret,
                method: secret == nil ? "none" : "client_secret_post")
            return
        }
        self.init(id: basic.id, secret: basic.secret, method: "client_secret_basic")
        isTwice = form.first("client_secret") != nil
        rawBasic = request.headers["Authorization"].flatMap(BasicCredentials.rawText)
    }
}

extension Case {
    /// How the exchange that is asked about says which client it is from; nil where the subject is not an exchange.
    package var sentClient: SentClient? { exchange?.sentClient }

    /// Each state of a client, oldest first.
    package func versions(of id: String) -> [RecordedClient] { evidence.clients.filter { $0.registration.id == id } }

    /// The client as it was registered when the subject was sent, or as it came to be known first.
    package func client(_ id: String, at time: Int64) -> RecordedClient? {
        let versions = versions(of: id)
        return versions.last { $0.since <= time } ?? versions.first
    }

    /// The client that the subject is from.
    package var client: RecordedClient? {
        if let authorization = refusedAuthorization {
            return client(authorization.clientID, at: authorization.createdAt)
        }
        guard let exchange else { return nil }
        let query = FormParameters.parse(exchange.request.url.urlQuery)
        let id = exchange.sentClient.id ?? query.first("client_id") ?? exchange.clientID
        return id.flatMap { client($0, at: exchange.exchange.startedAt) }
    }

    /// Whether an exchange shows that the server took its client: it gave tokens, or refused something that comes after.
    package func tookClient(_ other: RecordedExchange) -> Bool {
        guard other.endpoint(at: evidence.provider) == .token, other.response != nil else { return false }
        guard let refusal = other.refusal else { return other.broughtTokens }
        return refusal.speaksOfWhatComesAfter && !looksAtCodesFirst
    }

    /// Whether an exchange was refused for its client, or may have been.
    package func refusedClient(_ other: RecordedExchange) -> Bool {
        guard other.endpoint(at: evidence.provider) == .token, let refusal = other.refusal else { return false }
        return refusal.degree(.client) != .excluded && !refusal.isOnlyOfRequest
    }

    /// Whether the server is known to speak of a code or a scope to those who have not the client's secret, so that such
    /// words say nothing of the client.
    private var looksAtCodesFirst: Bool {
        evidence.exchanges.contains { other in
            guard other.endpoint(at: evidence.provider) == .token, let refusal = other.refusal,
                refusal.speaksOfWhatComesAfter
            else { return false }
            let sent = other.sentClient
            guard let id = sent.id, let secret = sent.secret else { return false }
            let secrets = versions(of: id).compactMap(\.registration.secret)
            let isOwn = secrets.contains { $0 == secret || sent.rawBasic == "\(id):\($0)" }
            return !secrets.isEmpty && !isOwn
        }
    }
}

extension Refusal {
    /// Whether it is of a code, a refresh token or a scope, which a server looks at after the client.
    fileprivate var speaksOfWhatComesAfter: Bool {
        guard status != 401, let error else { return false }
        return [.grant, .scope].contains(Refusal.part(of: error))
    }

    fileprivate var isOnlyOfRequest: Bool { error.map { Refusal.part(of: $0) == .request } ?? false }
}
