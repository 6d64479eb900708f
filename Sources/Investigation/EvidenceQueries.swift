internal import Diagnosis
package import Diagnostics
internal import GRDB
internal import HTTPMessage
internal import OAuthCore
package import Session
internal import Workbench

/// What the rules look at, found by number, by fingerprint and by index, so that a long session costs no more than a
/// short one.
extension SessionStore {
    /// The exchanges of these numbers, with their bodies.
    package func exchanges(numbered numbers: some Sequence<Int64>) throws(Diagnostic) -> [SessionExchange] {
        let list = Set(numbers).sorted().map { String($0) }.joined(separator: ",")
        guard !list.isEmpty else { return [] }
        return try read("reading the log") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM exchange WHERE number IN (\(list)) ORDER BY number")
                .map(SessionExchange.init)
        }
    }

    /// What a browser and a client did for an authorization.
    package func exchanges(ofAuthorization id: Int64, limit: Int = 40) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            try Row.fetchAll(
                database, sql: "SELECT * FROM exchange WHERE authorization = ? ORDER BY number DESC LIMIT ?",
                arguments: [id, limit]
            ).reversed().map(SessionExchange.init)
        }
    }

    /// The exchanges of a purpose that are nearest to a number, before it and after.
    package func exchanges(
        _ purpose: ExchangePurpose, around number: Int64, limit: Int = 30
    ) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            let query =
                "SELECT * FROM exchange WHERE purpose NOT IN ('resource', 'userinfo') AND purpose = ? AND number"
            let before = try Row.fetchAll(
                database, sql: "\(query) <= ? ORDER BY number DESC LIMIT ?",
                arguments: [purpose.rawValue, number, limit])
            let after = try Row.fetchAll(
                database, sql: "\(query) > ? ORDER BY number LIMIT ?", arguments: [purpose.rawValue, number, limit])
            return (before.reversed() + after).map(SessionExchange.init)
        }
    }

    /// The calls just before and after a number, without their bodies.
    package func calls(around number: Int64, limit: Int = 60) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, purpose, provider, clientID, authorization, token, redirectOf, startedAt, method, url,
                    requestHeaders, NULL AS requestBody, NULL AS sentHead, NULL AS receivedHead, status, version, reason,
                    responseHeaders, NULL AS responseBody, bodySize, failureCode, failure, timing, NULL AS tls, peer, proxy
                    FROM exchange WHERE number BETWEEN ? AND ? AND purpose IN ('resource', 'userinfo') ORDER BY number
                    """,
                arguments: [number - Int64(limit), number + Int64(limit)]
            ).map(SessionExchange.init)
        }
    }

    /// The calls of one address, whatever their query, oldest first and without their bodies; of many the newest.
    package func calls(of method: String, _ address: String, limit: Int = 50) throws(Diagnostic) -> [SessionExchange] {
        try read("reading the log") { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT number, purpose, provider, clientID, authorization, token, redirectOf, startedAt, method, url,
                    requestHeaders, NULL AS requestBody, NULL AS sentHead, NULL AS receivedHead, status, version, reason,
                    responseHeaders, NULL AS responseBody, bodySize, failureCode, failure, timing, NULL AS tls, peer, proxy
                    FROM exchange WHERE method = ? AND (url = ? OR substr(url, 1, ?) = ?) ORDER BY number DESC LIMIT ?
                    """,
                arguments: [method, address, address.count + 1, address + "?", limit]
            ).reversed().map(SessionExchange.init)
        }
    }

    package func authorizations(last count: Int, withCode code: String? = nil) throws(Diagnostic)
        -> [SessionAuthorization]
    {
        try read("reading the authorizations") { database in
            let recent = try Row.fetchAll(
                database, sql: "SELECT * FROM authorization ORDER BY id DESC LIMIT ?", arguments: [count])
            let own = try code.map { code in
                try Row.fetchAll(database, sql: "SELECT * FROM authorization WHERE code = ?", arguments: [code])
            }
            return (recent + (own ?? [])).map(SessionAuthorization.init)
        }
    }

    func tokens(last count: Int, holding value: String? = nil) throws(Diagnostic) -> [SessionToken] {
        try read("reading the tokens") { database in
            let recent = try Row.fetchAll(
                database, sql: "SELECT * FROM token ORDER BY id DESC LIMIT ?", arguments: [count])
            let own = try value.map { value in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM token WHERE accessToken = ? UNION SELECT * FROM token WHERE refreshToken = ?
                        """, arguments: [value, value])
            }
            return (recent + (own ?? [])).map(SessionToken.init)
        }
    }

    /// What a secret is, by how it was learned.
    func kind(ofSecret value: String) throws(Diagnostic) -> String? {
        try read("reading the session") { database in
            try String.fetchOne(database, sql: "SELECT kind FROM secret WHERE value = ?", arguments: [value])
        }
    }

    /// A later call of the same kind that did what this one was meant to.
    func laterSuccess(of entry: SessionExchange) throws(Diagnostic) -> Int64? {
        try read("reading the log") { database in
            try Int64.fetchOne(
                database,
                sql: """
                    SELECT number FROM exchange WHERE number > ? AND purpose = ? AND method = ? AND status < 300
                    AND url = ? AND number NOT IN (SELECT exchange FROM failure WHERE exchange IS NOT NULL)
                    ORDER BY number LIMIT 1
                    """,
                arguments: [
                    entry.number, entry.purpose.rawValue, entry.exchange.request.method, entry.exchange.request.url,
                ])
        }
    }
}
