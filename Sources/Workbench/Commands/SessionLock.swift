internal import JSONKit
internal import Script

enum SessionLock {
    static let passphrase = OptionShape(
        "passphrase", value: "TEXT", "{{env.NAME}} where nobody can be asked; ? asks", completes: .secret)

    static let lock = Command(
        "session lock", .session, "put the session's secrets under a passphrase", options: [passphrase],
        details: """
            The passphrase is asked for, twice. scrypt (RFC 7914) makes a key of it, and AES-256-GCM seals every secret, \
            code, token, header and body. A locked session shows names and refuses everything else until `session unlock`.
            """,
        examples: ["session lock", "session lock --passphrase {{env.PASSPHRASE}}"]
    ) { call, bench throws(Diagnostic) in
        let store = try bench.store()
        guard try store.lockParameters() == nil else {
            throw Diagnostic(
                .execution, "locked", "this session is locked already", advice: ["open it: session unlock"])
        }
        let given: String
        if let option = call.option("passphrase") {
            given = option
        } else {
            given = try await bench.askSecret("new passphrase", for: call)
            guard try await bench.askSecret("the same again", for: call) == given else {
                throw Diagnostic(.usage, "passphrases-differ", "the two passphrases differ; nothing was locked")
            }
        }
        try store.lock(given, salt: bench.environment.random(16))
        try bench.reopenStore()
        return .note("locked; `session unlock` opens it", ["locked": true])
    }

    static let unlock = Command(
        "session unlock", .session, "open a locked session with its passphrase", options: [passphrase],
        examples: ["session unlock", "session unlock --passphrase {{env.PASSPHRASE}}"]
    ) { call, bench throws(Diagnostic) in
        guard try bench.store().lockParameters() != nil else {
            throw Diagnostic(.execution, "not-locked", "this session is not locked")
        }
        let given: String
        if let option = call.option("passphrase") {
            given = option
        } else {
            given = try await bench.askSecret("passphrase", for: call)
        }
        try bench.store().unlock(given)
        try bench.reopenStore()
        return .note("unlocked", ["locked": false])
    }
}

extension Workbench {
    /// Reads the session's file afresh.
    func reopenStore() throws(Diagnostic) {
        guard sessionName != nil else { return forgetSecrets() }
        try open(session: sessionName)
    }

    /// Refuses what needs a secret, or would add one, while the session is locked.
    func checkLock(for command: Command) throws(Diagnostic) {
        guard !command.worksLocked, try store().lockParameters() != nil else { return }
        throw Diagnostic(
            .execution, "locked", "\(command.name) needs the session's secrets, and it is locked",
            advice: ["open it: session unlock", "or use another session: session new NAME"])
    }
}

extension Command {
    /// Whether it neither shows nor makes a secret.
    fileprivate var worksLocked: Bool {
        [.prompt, .session, .sandbox].contains(group) || name.hasSuffix(" list") || ["log", "vars"].contains(name)
    }
}
