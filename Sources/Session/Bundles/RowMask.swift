internal import Encodings
internal import HTTPMessage
package import JSONKit
package import Redaction

/// What stands in a masked bundle in place of the values of a session's rows.
package struct RowMask {
    /// A text with the secrets in it hidden.
    private let text: @Sendable (String) -> String
    /// A typed line with the secrets in it hidden.
    private let line: @Sendable (String) -> String
    /// What stands in place of a secret.
    private let whole: @Sendable (String) -> String
    /// A value with the secrets in it hidden.
    private let value: @Sendable (JSON) -> JSON
    /// Whether what stands in place of a secret can be compared and is seen to be a stand-in wherever it is sent.
    private let hasStandIns: Bool

    /// A mask that hides what the masker knows.
    package init(masker: Masker) {
        text = { masker.mask($0) }
        line = masker.maskLine
        whole = masker.masked
        value = { masker.mask($0) }
        hasStandIns = false
    }

    /// A mask that puts stand-ins in the place of secrets, which may stand in URLs and headers.
    ///
    /// - Parameters:
    ///   - text: replaces the secrets in a text.
    ///   - line: does so in a typed line.
    ///   - whole: the stand-in of a secret.
    package init(
        text: @escaping @Sendable (String) -> String, line: @escaping @Sendable (String) -> String,
        whole: @escaping @Sendable (String) -> String
    ) {
        self.text = text
        self.line = line
        self.whole = whole
        value = { json in (try? JSON(parsing: text(json.text()))) ?? .null }
        hasStandIns = true
    }

    /// Columns whose text has secrets among other things. Every other column that is sealed by a lock is a secret whole.
    private static let texts: [String: Set<String>] = [
        "authorization": ["url", "callback"], "failure": ["line"], "token": ["extra"], "provider": ["json"],
        "exchange": Set(SecretColumns.all.filter { $0.table == "exchange" }.flatMap(\.columns).map(\.name)),
    ]
    /// Columns that are left empty: a mask in their place would be sent in a form that is not seen to be one.
    private static let left: [String: Set<String>] = [
        "client": ["secret"], "clientVersion": ["secret"], "credential": ["value"],
    ]

    /// What stands in the bundle in place of a value of this table and column.
    package func masked(_ value: JSON, _ table: String, _ column: String, isSecret: Bool) -> JSON {
        if value.isNull { return value }
        if !hasStandIns, Self.left[table]?.contains(column) == true { return .null }
        // They are compared with what stands in URLs, where only those that are known secrets have stand-ins.
        if hasStandIns, table == "authorization", ["state", "nonce", "challenge"].contains(column) {
            return masked(text: value)
        }
        let columns = SecretColumns.all.first { $0.table == table }
        let isSealed = columns?.columns.contains { $0.name == column } == true && (table != "variable" || isSecret)
        if isSealed, Self.texts[table]?.contains(column) != true { return masked(whole: value, table) }
        if table == "provider", column == "json" { return provider(value) }
        if table == "exchange", ["requestHeaders", "responseHeaders"].contains(column) { return headers(value) }
        if table == "failure", column == "line" { return JSON(line(value.string ?? "")) }
        return masked(text: value)
    }

    /// A variable holds JSON, whose mask must be JSON too.
    private func masked(whole value: JSON, _ table: String) -> JSON {
        let mask = whole(value.string ?? value.text())
        return JSON(table == "variable" ? JSON(mask).text() : mask)
    }

    private func masked(text value: JSON) -> JSON {
        if let string = value.string { return JSON(text(string)) }
        guard let bytes = value["base64url"]?.string.flatMap({ Base64URL.decode($0) }) else { return value }
        return ["base64url": JSON(Base64URL.encode(HTTPExchange.rewritten(bytes, text)))]
    }

    /// Each value behind its name, by which a short secret is known.
    private func headers(_ value: JSON) -> JSON {
        guard let json = value.string.flatMap({ try? JSON(parsing: $0) }), let pairs = json.elements else {
            return masked(text: value)
        }
        let masked = pairs.map { pair -> JSON in
            let line = text("\(pair[0]?.string ?? ""): \(pair[1]?.string ?? "")")
            guard let colon = line.firstRange(of: ": ") else { return self.value(pair) }
            return [JSON(String(line[..<colon.lowerBound])), JSON(String(line[colon.upperBound...]))]
        }
        return JSON(JSON(masked).text())
    }

    /// Without the key of the account.
    private func provider(_ value: JSON) -> JSON {
        guard let json = value.string.flatMap({ try? JSON(parsing: $0) }) else { return masked(text: value) }
        let kept = (json.members ?? []).filter { !["key", "api_key"].contains($0.name) }
        return JSON(self.value(JSON(members: kept.map { ($0.name, $0.value) })).text())
    }
}
