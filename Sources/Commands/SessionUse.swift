internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionUse {
    static let command = Command(
        "session use", .session, "change to another session",
        operands: [OperandShape("NAME", .word, "as `session list` names it", completes: .session)],
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session use my-api"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        try check(name, bench)
        try bench.open(session: name)
        return .note("using the session \(name)", ["session": JSON(name)])
    }

    static func check(_ name: String, _ bench: isolated Workbench) throws(Diagnostic) {
        let files = bench.environment.files
        guard files.exists(try SessionName.path(name, in: files.sessionFolder)) else {
            throw Diagnostic(
                .execution, "unknown-session", "there is no session \(name)",
                advice: (nearestName(to: name, among: files.sessionNames()).map { ["did you mean \($0)?"] } ?? [])
                    + ["start it: session new \(name)"])
        }
    }
}
