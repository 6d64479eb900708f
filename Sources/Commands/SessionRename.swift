internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings
internal import Workbench

enum SessionRename {
    static let command = Command(
        "session rename", .session, "give this session another name",
        operands: [OperandShape("NAME", .word, "the new name")],
        traits: CommandTraits(
            effect: .managesSessions, runBy: .typed, needs: .sessions, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["session rename live"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        let files = bench.environment.files
        let target = try SessionName.path(name, in: files.sessionFolder)
        guard let current = bench.sessionName else {
            throw Diagnostic(
                .usage, "session-in-memory", "this session is not kept",
                advice: ["start one that is: session new \(name)"])
        }
        guard !files.exists(target) else {
            throw Diagnostic(
                .execution, "session-exists", "there is a session \(name) already", advice: ["choose another name"])
        }
        let source = try SessionName.path(current, in: files.sessionFolder)
        try bench.store().settle()
        bench.closeStore()
        try files.rename(source, to: target)
        try bench.open(session: name)
        return .note("\(current) is now \(name)", ["session": JSON(name)])
    }
}
