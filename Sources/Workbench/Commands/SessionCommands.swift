internal import JSONKit
internal import Script

enum SessionList {
    static let command = Command("session list", .session, "list the sessions", examples: ["session list"]) {
        _, bench throws(Diagnostic) in
        let rows = bench.environment.files.sessionNames().map { name in
            [
                AnswerTable.Cell(JSON(name == bench.sessionName), shown: name == bench.sessionName ? "*" : ""),
                AnswerTable.Cell(JSON(name)),
            ]
        }
        return .table(AnswerTable(["used", "name"], rows: rows, emptyText: "no sessions yet: session new NAME"))
    }
}

enum SessionShow {
    static let command = Command(
        "session show", .session, "say which session this is and what it holds", examples: ["session show"]
    ) {
        _, bench throws(Diagnostic) in
        let store = try bench.store()
        let provider = bench.selection.provider
        return .record(
            title: nil,
            [
                Answer.Field(
                    "name", bench.sessionName.map { JSON($0) } ?? .null,
                    shown: bench.sessionName ?? "none: it ends with this run"),
                Answer.Field("file", store.path.map { JSON($0) } ?? .null, shown: store.path ?? "in memory"),
                Answer.Field("provider", JSON(provider)),
                Answer.Field("clients", JSON(try store.clients(of: provider).count)),
                Answer.Field("tokens", JSON(try store.tokens(of: provider).count)),
                Answer.Field("exchanges", JSON(try store.exchanges(last: 1).last?.number ?? 0)),
            ])
    }
}

enum SessionNew {
    static let command = Command(
        "session new", .session, "start a new session and change to it",
        operands: [OperandShape("NAME", .word, "letters, digits, - _ and .")], examples: ["session new my-api"]
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

enum SessionUse {
    static let command = Command(
        "session use", .session, "change to another session",
        operands: [OperandShape("NAME", .word, "as `session list` names it")], examples: ["session use my-api"]
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

enum SessionRename {
    static let command = Command(
        "session rename", .session, "give this session another name",
        operands: [OperandShape("NAME", .word, "the new name")],
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
        bench.closeStore()
        try files.rename(source, to: target)
        try bench.open(session: name)
        return .note("\(current) is now \(name)", ["session": JSON(name)])
    }
}

enum SessionDelete {
    static let command = Command(
        "session delete", .session, "delete another session, with its secrets and its log",
        operands: [OperandShape("NAME", .word, "as `session list` names it")], examples: ["session delete old"]
    ) { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        try SessionUse.check(name, bench)
        guard name != bench.sessionName else {
            throw Diagnostic(
                .usage, "session-in-use", "\(name) is in use", advice: ["change to another first: session use NAME"])
        }
        let path = try SessionName.path(name, in: bench.environment.files.sessionFolder)
        for suffix in ["", "-wal", "-shm"] where bench.environment.files.exists(path + suffix) {
            try bench.environment.files.delete(path + suffix)
        }
        return .note("deleted the session \(name)", ["deleted": JSON(name)])
    }
}
