internal import Encodings
internal import HTTPMessage
package import JSONKit
package import Redaction

/// What stands in a masked bundle in place of the values of a session's rows.
package struct RowMask {
    /// Knows the session's secrets.
    package let masker: Masker

    /// A mask that hides what the masker knows.
    package init(masker: Masker) {
        self.masker = masker
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
        if Self.left[table]?.contains(column) == true { return .null }
        let columns = SecretColumns.all.first { $0.table == table }
        let isSealed = columns?.columns.contains { $0.name == column } == true && (table != "variable" || isSecret)
        if isSealed, Self.texts[table]?.contains(column) != true { return whole(value, table) }
        if table == "provider", column == "json" { return provider(value) }
        if table == "exchange", ["requestHeaders", "responseHeaders"].contains(column) { return headers(value) }
        if table == "failure", column == "line" { return JSON(masker.maskLine(value.string ?? "")) }
        return text(value)
    }

    /// A variable holds JSON, whose mask must be JSON too.
    private func whole(_ value: JSON, _ table: String) -> JSON {
        let mask = masker.masked(value.string ?? value.text())
        return JSON(table == "variable" ? JSON(mask).text() : mask)
    }

    private func text(_ value: JSON) -> JSON {
        if let text = value.string { return JSON(masker.mask(text)) }
        guard let bytes = value["base64url"]?.string.flatMap({ Base64URL.decode($0) }) else { return value }
        return ["base64url": JSON(Base64URL.encode(HTTPExchange.rewritten(bytes, masker.mask)))]
    }

    /// Each value behind its name, by which a short secret is known.
    private func headers(_ value: JSON) -> JSON {
        guard let json = value.string.flatMap({ try? JSON(parsing: $0) }), let pairs = json.elements else {
            return text(value)
        }
        let masked = pairs.map { pair -> JSON in
            let line = masker.mask("\(pair[0]?.string ?? ""): \(pair[1]?.string ?? "")")
            guard let colon = line.firstRange(of: ": ") else { return masker.mask(pair) }
            return [JSON(String(line[..<colon.lowerBound])), JSON(String(line[colon.upperBound...]))]
        }
        return JSON(JSON(masked).text())
    }

    /// Without the key of the account.
    private func provider(_ value: JSON) -> JSON {
        guard let json = value.string.flatMap({ try? JSON(parsing: $0) }) else { return text(value) }
        let kept = (json.members ?? []).filter { !["key", "api_key"].contains($0.name) }
        return JSON(masker.mask(JSON(members: kept.map { ($0.name, $0.value) })).text())
    }
}
