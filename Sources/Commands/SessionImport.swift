internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionImport {
    static let command = Command(
        "session import", .session, "make a new session of a bundle, and change to it",
        operands: [OperandShape("FILE", .word, "what `session export` wrote", completes: .file)],
        options: [
            OptionShape("name", value: "NAME", "what the session is to be called; its own name if left out"),
            SessionLock.passphrase,
        ],
        details: """
            The passphrase of a sealed bundle is asked for. A masked one can be looked at with log, show, trace and export; \
            what is masked in it is not sent, and `why` does not judge by it.
            """,
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: [
            "session import my-api.json", "session import my-api.json --name copy --passphrase {{env.PASSPHRASE}}",
        ],
        run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        let files = bench.environment.files
        let file = call.text(0) ?? ""
        let bundle = try SessionBundle(parsing: try files.read(call.source.path(of: file)), from: file)
        let name = call.option("name") ?? bundle.name
        let path = try SessionName.path(name, in: files.sessionFolder)
        guard !files.exists(path) else {
            throw Diagnostic(
                .execution, "session-exists", "there is a session \(name) already; it was not touched",
                source: call.source, range: call.range, advice: ["give this one another name: --name NAME"])
        }
        let tables: JSON
        var isMasked = false
        switch bundle.content {
        case .masked(let rows): (tables, isMasked) = (rows, true)
        case .sealed(let key, let data):
            tables = try SessionBundle.Content.opened(
                key, data, try await bench.passphrase(call, isNew: false), from: file)
        }
        try make(path, tables, isMasked: isMasked, from: file, files)
        try bench.open(session: name)
        return .note(
            isMasked
                ? "imported \(name), masked: it can be looked at; to send anything, sign in anew"
                : "imported \(name), with its secrets", ["session": JSON(name), "masked": JSON(isMasked)])
    }

    /// Fills a file beside the sessions, and gives it its name when it is whole.
    private static func make(
        _ path: String, _ tables: JSON, isMasked: Bool, from file: String, _ files: any FileAccess
    ) throws(Diagnostic) {
        let draft = path + ".new"
        func clear() {
            for suffix in ["", "-wal", "-shm", "-journal"] where files.exists(draft + suffix) {
                try? files.delete(draft + suffix)
            }
        }
        clear()
        do throws(Diagnostic) {
            let store = try SessionStore(path: draft)
            defer { store.close() }
            try store.fill(tables, from: file)
            if isMasked { try store.set(Setting.masked, to: "yes") }
            try store.settle()
        } catch {
            clear()
            throw error
        }
        do throws(Diagnostic) {
            try files.rename(draft, to: path)
        } catch {
            clear()
            throw error
        }
    }
}
