package import Diagnostics
package import JSONKit

/// What a session recorded around one failure, as one JSON document that can be judged elsewhere. Each secret in it has a
/// stand-in, always the same for the same secret.
package struct SessionRecording {
    /// Of the document's form; a reader refuses a later one.
    package static let version = 1
    /// The member by which such a document is known.
    package static let mark = "keyway_recording"

    /// The version of the Keyway that wrote it.
    package var program: String
    /// Milliseconds since 1970.
    package var writtenAt: Int64
    /// The steps of the session's tables that the writer knew.
    package var schema: [String]
    /// What was judged.
    package var failure: SessionFailure
    /// What was said of it where the secrets were known: `cause`, `confidence`, `sentence`.
    package var verdict: JSON
    /// The rows that belong to it.
    package var tables: JSON

    /// A recording to be written.
    package init(program: String, writtenAt: Int64, failure: SessionFailure, verdict: JSON, tables: JSON) {
        self.program = program
        self.writtenAt = writtenAt
        self.failure = failure
        self.verdict = verdict
        self.tables = tables
        schema = SessionSchema.steps
    }

    /// The document.
    package var json: JSON {
        [
            Self.mark: JSON(Self.version), "program": JSON(program), "written_at": JSON(writtenAt),
            "schema": JSON(schema.map { JSON($0) }), "failure": failure.json, "verdict": verdict, "tables": tables,
        ]
    }

    /// Whether a file begins as such a document does; nothing else of it is read.
    package static func begins(_ bytes: some Sequence<UInt8>) -> Bool {
        String(decoding: Array(bytes.prefix(100)), as: UTF8.self).contains("\"\(mark)\"")
    }

    /// Reads a document that may be anybody's.
    ///
    /// - Throws: a ``Diagnostic`` where it is another document, damaged, or written by a newer Keyway.
    package init(parsing bytes: [UInt8], from file: String) throws(Diagnostic) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Self.damaged(file, "no whole JSON document: \(error)")
        }
        guard let version = json[Self.mark]?.integer else {
            throw Diagnostic(
                .usage, "no-recording", "\(file) is not a recording of a failure",
                expected: "what `why --recording FILE` writes",
                advice: ["an HTTP Archive: import har FILE", "a session's bundle: session import FILE"])
        }
        let schema = json["schema"]?.texts ?? []
        guard version == Self.version, schema.allSatisfy(SessionSchema.steps.contains) else {
            throw Diagnostic(
                .execution, "recording-newer", "\(file) was written by a newer Keyway",
                found: "version \(version), tables \(schema.last ?? "unknown")",
                expected: "version \(Self.version), tables \(SessionSchema.steps.last ?? "")",
                advice: ["get the newest Keyway"])
        }
        guard let failure = json["failure"].flatMap(SessionFailure.init), let tables = json["tables"],
            tables.members != nil
        else { throw Self.damaged(file, "no failure, or no tables") }
        self.schema = schema
        self.failure = failure
        self.tables = tables
        program = json["program"]?.string ?? ""
        writtenAt = json["written_at"]?.integer ?? 0
        verdict = json["verdict"] ?? .null
    }

    private static func damaged(_ file: String, _ found: String) -> Diagnostic {
        Diagnostic(
            .execution, "recording-damaged", "\(file) is damaged or was cut off; nothing was imported", found: found,
            advice: ["copy it again, or write it once more: why --recording FILE"])
    }
}

extension SessionFailure {
    fileprivate var json: JSON {
        JSON(present: [
            ("at", JSON(at)), ("code", JSON(code)), ("command", JSON(command)), ("line", JSON(line)),
            ("provider", JSON(provider)), ("exchange", exchange.map { JSON($0) }),
            ("authorization", authorization.map { JSON($0) }), ("token", token.map { JSON($0) }),
        ])
    }

    fileprivate init?(_ json: JSON) {
        guard let at = json["at"]?.integer, let code = json["code"]?.string, let command = json["command"]?.string,
            let provider = json["provider"]?.string
        else { return nil }
        self.init(
            at: at, code: code, command: command, line: json["line"]?.string ?? "", provider: provider,
            exchange: json["exchange"]?.integer, authorization: json["authorization"]?.integer,
            token: json["token"]?.integer)
    }
}
