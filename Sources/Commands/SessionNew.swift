internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionNew {
    static let command = Command(
        "session new", .session, "start a new session and change to it",
        operands: [OperandShape("NAME", .word, "letters, digits, - _ and .")],
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session new my-api"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        guard !bench.environment.files.exists(try SessionName.path(name, in: bench.environment.files.sessionFolder))
        else {
            throw Diagnostic(
                .execution, "session-exists", "there is a session \(name) already",
                advice: ["change to it: session use \(name)"])
        }
        try bench.open(session: name)
        return .note("new session \(name)", ["session": JSON(name)])
    }
}
