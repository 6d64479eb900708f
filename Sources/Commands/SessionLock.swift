internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Workbench

enum SessionLock {
    static let passphrase = OptionShape(
        "passphrase", value: "TEXT", "? asks for it; or @FILE, {{env.NAME}}", completes: .secret)

    static let lock = Command(
        "session lock", .session, "put the session's secrets under a passphrase", options: [passphrase],
        details: """
            The passphrase is asked for, twice. scrypt (RFC 7914) makes a key of it, and AES-256-GCM seals every secret, \
            code, token, header and body. A locked session shows names and refuses everything else until `session unlock`.
            """,
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session lock", "session lock --passphrase {{env.PASSPHRASE}}"]
    ) { call, bench throws(Diagnostic) in
        let store = try bench.store()
        guard try store.lockParameters() == nil else {
            throw Diagnostic(
                .execution, "locked", "this session is locked already", advice: ["open it: session unlock"])
        }
        let given = try await bench.passphrase(call, isNew: true)
        try store.lock(given, salt: bench.environment.random(16))
        try bench.reopenStore()
        return .note("locked; `session unlock` opens it", ["locked": true])
    }

    static let unlock = Command(
        "session unlock", .session, "open a locked session with its passphrase", options: [passphrase],
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session unlock", "session unlock --passphrase {{env.PASSPHRASE}}"]
    ) { call, bench throws(Diagnostic) in
        guard try bench.store().lockParameters() != nil else {
            throw Diagnostic(.execution, "not-locked", "this session is not locked")
        }
        let given = try await bench.passphrase(call, isNew: false)
        try bench.store().unlock(given)
        try bench.reopenStore()
        return .note("unlocked", ["locked": false])
    }
}

extension Workbench {
    /// The passphrase that was given, read from a file, or asked for: a new one twice.
    func passphrase(_ call: CommandContext, isNew: Bool) async throws(Diagnostic) -> String {
        if let option = call.option("passphrase"), option != "?" {
            let given = option.hasPrefix("@") ? try text(ofFile: String(option.dropFirst()), namedIn: call) : option
            guard !given.isEmpty else {
                throw Diagnostic(.usage, "no-secret", "the passphrase is empty", source: call.source, range: call.range)
            }
            return given
        }
        let given = try await askSecret(isNew ? "new passphrase" : "passphrase", for: call)
        guard isNew else { return given }
        let again = try await askSecret("the same again", toldAs: "second passphrase", for: call)
        guard again == given else {
            throw Diagnostic(.usage, "passphrases-differ", "the two passphrases differ; nothing was done")
        }
        return given
    }

    /// Reads the session's file afresh.
    func reopenStore() throws(Diagnostic) {
        guard sessionName != nil else { return forgetSecrets() }
        try open(session: sessionName)
    }
}
