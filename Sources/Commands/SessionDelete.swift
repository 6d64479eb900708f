internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionDelete {
    static let command = Command(
        "session delete", .session, "delete another session, with its secrets and its log",
        operands: [OperandShape("NAME", .word, "as `session list` names it", completes: .session)],
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session delete old"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        try SessionUse.check(name, bench)
        guard name != bench.sessionName else {
            throw Diagnostic(
                .usage, "session-in-use", "\(name) is in use", advice: ["change to another first: session use NAME"])
        }
        let doomed = try SessionStore(path: SessionName.path(name, in: bench.environment.files.sessionFolder))
        try doomed.settle()
        doomed.close()
        let path = try SessionName.path(name, in: bench.environment.files.sessionFolder)
        for suffix in ["", "-wal", "-shm"] where bench.environment.files.exists(path + suffix) {
            try bench.environment.files.delete(path + suffix)
        }
        return .note("deleted the session \(name)", ["deleted": JSON(name)])
    }
}
