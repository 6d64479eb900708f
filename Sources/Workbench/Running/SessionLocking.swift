internal import Answers
package import Diagnostics
internal import Session

/// What a locked session allows.
extension Workbench {
    /// Says of what shows the session's content that secrets are missing in it.
    func remarkingLock(_ answer: Answer, of command: Command) throws(Diagnostic) -> Answer {
        guard command.traits.locked == .worksWithLess, try isLocked else { return answer }
        return .remarked(answer, "the session is locked, so its secrets are left out; `session unlock` opens it")
    }

    /// Whether the session's secrets are under a passphrase.
    package var isLocked: Bool {
        get throws(Diagnostic) { try store().lockParameters() != nil }
    }

    /// Refuses what needs a secret, or would add one, while the session is locked.
    func checkLock(for command: Command) throws(Diagnostic) {
        guard command.traits.locked == .refused, try isLocked else { return }
        throw .locked("\(command.name) needs the session's secrets, and it is locked")
    }
}

extension Diagnostic {
    /// - Parameter message: what cannot be done while the session is locked.
    package static func locked(_ message: String) -> Diagnostic {
        Diagnostic(
            .execution, "locked", message,
            advice: ["open it: session unlock", "or use another session: session new NAME"])
    }
}
