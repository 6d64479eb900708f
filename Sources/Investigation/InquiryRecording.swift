internal import Diagnosis
package import Diagnostics
internal import HTTPMessage
internal import Interchange
package import JSONKit
internal import OAuthCore
internal import Redaction
package import Session
package import Workbench

extension Workbench {
    /// What was recorded around a failure, with a stand-in for each secret, so that it can be judged elsewhere.
    ///
    /// - Parameter verdict: what was said of it here.
    /// - Throws: a ``Diagnostic`` where the session cannot be read.
    package func recording(of inquiry: Inquiry, verdict: JSON) throws(Diagnostic) -> SessionRecording {
        let evidence = inquiry.evidence
        let kept: [String: Set<Int64>] = [
            "exchange": Set(evidence.exchanges.map(\.number)), "authorization": Set(evidence.authorizations.map(\.id)),
            "token": Set(evidence.tokens.map(\.id)),
        ]
        let secrets = try recordingSecrets()
        let mask = RowMask(
            text: { secrets.replacing($0, \.standIn) }, line: try masker().maskLine,
            whole: { [masker = try masker()] secret in
                let known = secrets.replacing(secret, \.standIn)
                return known == secret ? Workbench.standIn(secret, masker) : known
            })
        let rows = try store().rows(leavingOut: RecordedRows.left, keeping: kept, mask: mask)
        let failure = inquiry.failed(inquiry.provider ?? selection.provider, at: environment.clock())
        return SessionRecording(
            program: environment.version, writtenAt: environment.clock(), failure: failure, verdict: verdict,
            tables: RecordedRows(rows, kept, provider: failure.provider).tables)
    }

    /// The secrets of the session, with stand-ins that keep what is no secret: the id beside a secret in a header.
    private func recordingSecrets() throws(Diagnostic) -> ExportSecrets {
        let masker = try masker()
        return ExportSecrets(
            try exportedSecrets().map { secret in
                guard let credentials = BasicCredentials(headerValue: "Basic \(secret.value)") else { return secret }
                var secret = secret
                let standIn = BasicCredentials(
                    id: credentials.id, secret: Workbench.standIn(credentials.secret, masker))
                secret.standIn = String(standIn.headerValue.dropFirst("Basic ".count))
                return secret
            })
    }

    /// Takes a recording into a session that holds nothing yet; `why` judges it from then on.
    ///
    /// - Throws: a ``Diagnostic`` where the session holds something, or the rows are not those of a session.
    package func take(_ recording: SessionRecording, from file: String) throws(Diagnostic) {
        let store = try store()
        guard try store.exchanges(last: 1).isEmpty, try store.tokens(last: 1).isEmpty,
            try store.authorizations(last: 1).isEmpty, try store.providers().isEmpty
        else {
            throw Diagnostic(
                .execution, "session-not-empty", "a recording is taken into a session that holds nothing yet",
                advice: ["make one: session new NAME", "or judge it from the shell: keyway why \(file)"])
        }
        try store.fill(recording.tables, from: file)
        try store.save(recording.failure)
        try store.set(Setting.masked, to: Setting.standIns)
        try store.set(Setting.recordedVerdict, to: recording.verdict.text())
        forgetSecrets()
        for entry in try store.allExchanges() {
            try store.saveSecrets(SecretFinder.secrets(in: entry.exchange), at: entry.exchange.startedAt)
            try mark(entry)
        }
        forgetSecrets()
        let provider = recording.failure.provider
        if let token = try store.tokens(last: 1).last { try select(token: token.id, of: provider) }
        if let authorization = try store.authorizations(last: 1).last {
            try select(authorization: authorization.id, of: provider)
        }
        if provider != selection.provider { try select(provider: provider) }
    }
}

/// The rows of a session that belong to one failure.
private struct RecordedRows {
    /// Tables of which nothing is kept.
    static let left: Set<String> = [
        "grdb_migrations", "sealed", "variable", "note", "mark", "secret", "credential", "setting",
    ]

    private let rows: JSON
    private let kept: [String: Set<Int64>]
    private let provider: String

    init(_ rows: JSON, _ kept: [String: Set<Int64>], provider: String) {
        self.rows = rows
        self.kept = kept
        self.provider = provider
    }

    /// Without rows of other providers and other failures, and without references to what is left out.
    var tables: JSON {
        let clients = Set(rows(of: "client").filter(isOfProvider).compactMap { $0["id"]?.integer })
        let references: [String: Set<Int64>] = kept.merging(["client": clients]) { one, _ in one }
        return JSON(
            members: (rows.members ?? []).map { table in
                let columns = (table.value["columns"]?.elements ?? []).compactMap(\.string)
                let chosen = rows(of: table.name).filter { isKept($0, in: table.name) }.map { row in
                    JSON(columns.map { column in reference(row[column] ?? .null, column, of: table.name, references) })
                }
                return (table.name, ["columns": JSON(columns.map { JSON($0) }), "rows": JSON(chosen)])
            })
    }

    private func rows(of table: String) -> [[String: JSON]] {
        let columns = (rows[table]?["columns"]?.elements ?? []).compactMap(\.string)
        return (rows[table]?["rows"]?.elements ?? []).map { row in
            Dictionary(zip(columns, row.elements ?? [])) { one, _ in one }
        }
    }

    private func isOfProvider(_ row: [String: JSON]) -> Bool { row["provider"]?.string == provider }

    private func isKept(_ row: [String: JSON], in table: String) -> Bool {
        switch table {
        case "provider": row["name"]?.string == provider
        case "client", "clientVersion": isOfProvider(row)
        case "failure": row["exchange"]?.integer.map { kept["exchange"]?.contains($0) == true } ?? false
        default: true
        }
    }

    private static let columns = [
        "parent": "token", "authorization": "authorization", "client": "client", "exchange": "exchange",
        "token": "token", "redirectOf": "exchange",
    ]

    private func reference(
        _ value: JSON, _ column: String, of table: String, _ references: [String: Set<Int64>]
    ) -> JSON {
        guard let other = RecordedRows.columns[column], let id = value.integer else { return value }
        return references[other]?.contains(id) == true ? value : .null
    }
}
