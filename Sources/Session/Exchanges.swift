package import Diagnostics
internal import FoundationEssentials
package import GRDB
public import HTTPMessage
internal import JSONKit
package import Redaction

/// What an exchange was for; a flow's message is one of its own by its name.
public struct ExchangePurpose: RawRepresentable, Sendable, Hashable {
    /// The stable name: `token`.
    public let rawValue: String

    /// Nil for an empty name.
    public init?(rawValue: String) {
        guard !rawValue.isEmpty else { return nil }
        self.rawValue = rawValue
    }

    private init(_ name: String) { rawValue = name }

    /// A call of a resource.
    public static let resource = ExchangePurpose("resource")
    /// A token request (RFC 6749 §3.2).
    public static let token = ExchangePurpose("token")
    /// A revocation request (RFC 7009).
    public static let revocation = ExchangePurpose("revocation")
    /// An introspection request (RFC 7662).
    public static let introspection = ExchangePurpose("introspection")
    /// A userinfo request (OpenID Connect Core §5.3).
    public static let userinfo = ExchangePurpose("userinfo")
    /// A request for metadata or keys (RFC 8414, RFC 7517).
    public static let metadata = ExchangePurpose("metadata")
    /// A request of a provider's own API for clients.
    public static let management = ExchangePurpose("management")
    /// What a browser did: the sign-in and consent pages.
    public static let browser = ExchangePurpose("browser")
    /// A picture that an answer named.
    public static let picture = ExchangePurpose("picture")
}

/// An exchange in a session's log.
public struct SessionExchange: Sendable, Equatable {
    /// Counted from 1 in each session.
    public var number: Int64
    /// What it was for.
    public var purpose: ExchangePurpose
    /// What it belongs to.
    public var context: ExchangeContext
    /// The request and what came of it.
    public var exchange: HTTPExchange

    /// An entry of these values, which is not saved yet.
    package init(number: Int64, purpose: ExchangePurpose, context: ExchangeContext, exchange: HTTPExchange) {
        self.number = number
        self.purpose = purpose
        self.context = context
        self.exchange = exchange
    }
}

/// What an exchange belongs to.
public struct ExchangeContext: Sendable, Equatable {
    /// The provider, by its name in the session.
    public var provider: String?
    /// The `client_id` of the client that acted.
    public var clientID: String?
    /// The number of the authorization.
    public var authorization: Int64?
    /// The number of the token that was sent, or that was refreshed.
    public var token: Int64?
    /// The exchange whose redirect was followed to this one.
    public var redirectOf: Int64?

    /// A context of these values; nil where the exchange belongs to nothing of the kind.
    package init(
        provider: String? = nil, clientID: String? = nil, authorization: Int64? = nil, token: Int64? = nil,
        redirectOf: Int64? = nil
    ) {
        self.provider = provider
        self.clientID = clientID
        self.authorization = authorization
        self.token = token
        self.redirectOf = redirectOf
    }
}

extension SessionStore {
    /// How much of a body is kept.
    package static let keptBody = 1 << 20

    /// Saves an exchange with the secrets found in it; returns its number.
    package func save(_ entry: SessionExchange, secrets: [FoundSecret]) throws(Diagnostic) -> Int64 {
        guard !secrets.isEmpty else { return try writeOne("saving the exchange") { try $0.insert(entry) } }
        return try write("saving the exchange", .full) { database in
            for secret in secrets {
                try database.saveSecret(secret.value, kind: secret.kind, at: entry.exchange.startedAt)
            }
            return try database.insert(entry)
        }
    }

    fileprivate static let insertExchange = """
        INSERT INTO exchange (purpose, provider, clientID, authorization, token, redirectOf, startedAt, method, url,
        requestHeaders, requestBody, sentHead, receivedHead, status, version, reason, responseHeaders, responseBody,
        bodySize, failureCode, failure, timing, tls, peer, proxy)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    /// The newest exchanges, oldest first.
    package func exchanges(last count: Int) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM exchange ORDER BY number DESC LIMIT ?", arguments: [count])
                .reversed().map(SessionExchange.init)
        }
    }

    /// How many exchanges the log holds.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func exchangeCount() throws(Diagnostic) -> Int {
        try read("counting the log") { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM exchange") ?? 0 }
    }

    /// The newest exchange that queries look at.
    package func newestExchange() throws(Diagnostic) -> SessionExchange? {
        try read("reading the log") { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM exchange WHERE purpose <> 'picture' ORDER BY number DESC LIMIT 1"
            ).map(SessionExchange.init)
        }
    }

    /// The newest exchanges of one purpose, newest first.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func exchanges(last count: Int, of purpose: ExchangePurpose) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM exchange WHERE purpose = ? ORDER BY number DESC LIMIT ?",
                arguments: [purpose.rawValue, count]
            ).map(SessionExchange.init)
        }
    }

    /// Every exchange, oldest first.
    package func allExchanges() throws(Diagnostic) -> [SessionExchange] { try exchanges(last: Int.max) }

    /// The exchange of this number; nil where there is none.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package func exchange(_ number: Int64) throws(Diagnostic) -> SessionExchange? {
        try read("reading the log") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM exchange WHERE number = ?", arguments: [number])
                .map(SessionExchange.init)
        }
    }
}

extension Database {
    /// - Returns: the exchange's number.
    fileprivate func insert(_ entry: SessionExchange) throws -> Int64 {
        try cachedStatement(sql: SessionStore.insertExchange).execute(arguments: entry.columns)
        return lastInsertedRowID
    }
}

extension SessionExchange {
    fileprivate var columns: StatementArguments {
        let request = exchange.request
        let response = exchange.response
        let body = response.map { Data($0.body.prefix(SessionStore.keptBody)) }
        return [
            purpose.rawValue, context.provider, context.clientID, context.authorization, context.token,
            context.redirectOf, exchange.startedAt, request.method, request.url, request.headers.json.text(),
            request.body.map { Data($0.prefix(SessionStore.keptBody)) }, exchange.sentHead, exchange.receivedHead,
            response?.status, response?.version, response?.reason, response?.headers.json.text(), body,
            response?.body.count, exchange.failure?.code.rawValue, exchange.failure?.message,
            exchange.timing.json.text(), exchange.tls?.json.text(), exchange.peer, exchange.proxy,
        ]
    }

    /// Reads a row of the table `exchange`.
    package init(_ row: Row) {
        self.init(
            number: row["number"], purpose: ExchangePurpose(rawValue: row["purpose"]) ?? .resource,
            context: ExchangeContext(
                provider: row["provider"], clientID: row["clientID"], authorization: row["authorization"],
                token: row["token"], redirectOf: row["redirectOf"]),
            exchange: HTTPExchange(row))
    }
}

extension HTTPExchange {
    fileprivate init(_ row: Row) {
        let request = HTTPRequest(
            row["method"], row["url"], headers: HTTPHeaders(stored: row["requestHeaders"]),
            body: (row["requestBody"] as Data?).map(Array.init))
        let failure = TransportError(
            TransportError.Code(rawValue: row["failureCode"] ?? "") ?? .other, row["failure"] ?? "")
        let response = (row["status"] as Int?).map { status in
            HTTPResponse(
                version: row["version"] ?? "1.1", status: status, reason: row["reason"] ?? "",
                headers: HTTPHeaders(stored: row["responseHeaders"]),
                body: (row["responseBody"] as Data?).map(Array.init) ?? [])
        }
        self.init(
            request: request, sentHead: row["sentHead"], receivedHead: row["receivedHead"],
            outcome: response.map(Outcome.response) ?? .failure(failure), startedAt: row["startedAt"],
            timing: HTTPTiming(stored: row["timing"]), tls: TLSSummary(stored: row["tls"]), peer: row["peer"],
            proxy: row["proxy"])
    }
}
