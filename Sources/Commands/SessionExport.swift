internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionExport {
    static let command = Command(
        "session export", .session, "write the session to a file that can be taken elsewhere",
        operands: [OperandShape("FILE", .word, "the bundle", completes: .file)],
        options: [
            SessionLock.passphrase, OptionShape("no-log", "leave the exchanges out"),
            OptionShape("force", "write over a file that is there"),
        ],
        details: """
            Without a passphrase every secret in it is masked: it can be looked at, and nothing can be sent with it. With one \
            the whole is sealed, secrets included: scrypt (RFC 7914) makes the key, AES-256-GCM seals.
            """,
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: [
            "session export my-api.json", "session export sealed.json --passphrase ?",
            "session export backup.json --passphrase @passphrase.txt --no-log",
        ], run: run)

    /// In bytes: what `session import` reads.
    static let largest = 64 << 20

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let store = try bench.store()
        let file = call.text(0) ?? ""
        guard try store.lockParameters() == nil else {
            throw Diagnostic(
                .execution, "locked", "a locked session is not exported", advice: ["open it: session unlock"])
        }
        let path = call.source.path(of: file)
        guard call.has("force") || file.hasPrefix("/dev/") || !bench.environment.files.exists(path) else {
            throw Diagnostic(
                .execution, "file-exists", "there is a file \(file) already", source: call.source, range: call.range,
                advice: ["choose another name, or write over it with --force"])
        }
        // A key takes its time, and a passphrase is asked for twice.
        try bench.checkWriting(file, call)
        try bench.environment.files.checkTarget(path)
        let log: Set<String> = call.has("no-log") ? ["exchange", "failure", "mark"] : []
        let content: SessionBundle.Content
        if call.has("passphrase") {
            let passphrase = try await bench.passphrase(call, isNew: true)
            let tables = try store.rows(leavingOut: log.union(unkept), mask: nil)
            content = try .sealing(tables, passphrase, salt: bench.environment.random(16))
        } else {
            content = .masked(
                try store.rows(
                    leavingOut: log.union(unkept).union(["secret", "mark"]), mask: RowMask(masker: try bench.masker())
                ).withoutFingerprintKey)
        }
        let bundle = SessionBundle(
            name: bench.sessionName ?? "session", exportedAt: bench.environment.clock(), content: content)
        let bytes = Array((bundle.json.text(.pretty) + "\n").utf8)
        guard bytes.count <= largest else {
            throw Diagnostic(
                .execution, "bundle-too-large", "the bundle would be larger than 64 MB", found: "\(bytes.count) bytes",
                advice: ["leave the exchanges out: --no-log"])
        }
        let folder = try bench.write(bytes, toNamed: file, for: call)
        let isMasked = !call.has("passphrase")
        return .note(
            "\(file) is written\(folder), \(isMasked ? "with every secret masked" : "with its secrets, under the passphrase")",
            ["file": JSON(file), "masked": JSON(isMasked), "bytes": JSON(bytes.count)])
    }

    /// Tables that belong to the file and not to the session.
    private static let unkept: Set<String> = ["grdb_migrations", "sealed"]
}

extension JSON {
    /// With the key one could try which secret has a mask.
    fileprivate var withoutFingerprintKey: JSON {
        JSON(
            members: (members ?? []).map { table in
                guard table.name == "setting" else { return (table.name, table.value) }
                let rows = (table.value["rows"]?.elements ?? []).filter { $0[0]?.string != Setting.fingerprintKey }
                return (table.name, ["columns": table.value["columns"] ?? [], "rows": JSON(rows)])
            })
    }
}
