internal import JSONKit
internal import Script

enum SandboxStart {
    static let command = Command(
        "sandbox start", .sandbox, "start the sandbox provider in this process", examples: ["sandbox start"]
    ) { _, bench async throws(Diagnostic) in
        let address = try await bench.sandbox().start()
        return .note("the sandbox is at \(address)", ["base_url": JSON(address)])
    }
}

enum SandboxStop {
    static let command = Command("sandbox stop", .sandbox, "stop the sandbox provider", examples: ["sandbox stop"]) {
        _, bench async throws(Diagnostic) in
        try await bench.sandbox().stop()
        return .note("the sandbox is stopped", ["running": false])
    }
}

enum SandboxStatus {
    static let command = Command(
        "sandbox status", .sandbox, "say whether the sandbox runs, and where", examples: ["sandbox status"]
    ) {
        _, bench async throws(Diagnostic) in
        let sandbox = try bench.sandbox()
        guard let address = await sandbox.address() else {
            return .note("the sandbox does not run; it starts when it is needed", ["running": false])
        }
        return .note("the sandbox is at \(address)", ["running": true, "base_url": JSON(address)])
    }
}

enum SandboxUsers {
    static let command = Command(
        "sandbox users", .sandbox, "list the sandbox's users", options: [OptionShape("reveal", "show API keys too")],
        examples: ["sandbox users"]
    ) { _, bench async throws(Diagnostic) in
        let users = try await bench.sandbox().users()
        try bench.hide(users.map(\.apiKey))
        let rows = users.map { user in
            [
                AnswerTable.Cell(JSON(user.name)), AnswerTable.Cell(JSON(user.password)),
                AnswerTable.Cell(JSON(user.apiKey)),
            ]
        }
        return .table(AnswerTable(["name", "password", "api key"], rows: rows, emptyText: "no users"))
    }
}

enum SandboxClock {
    static let command = Command(
        "sandbox clock", .sandbox, "move the sandbox's clock, to see what expires",
        operands: [OperandShape("SECONDS", .word, "forward, or back with a minus: +3600")],
        examples: ["sandbox clock +3600"]
    ) { call, bench async throws(Diagnostic) in
        let text = call.text(0) ?? ""
        guard let seconds = Int64(text), abs(seconds) < 1 << 31 else {
            throw Diagnostic(
                .usage, "clock-seconds", "the clock is moved by seconds", found: text, advice: ["sandbox clock +3600"])
        }
        try await bench.sandbox().moveClock(bySeconds: seconds)
        return .note("the sandbox's clock is moved by \(seconds) s", ["moved": JSON(seconds)])
    }
}

enum SandboxFault {
    static let command = Command(
        "sandbox fault", .sandbox, "list the faults, or set one for the next N requests; 0 clears it",
        operands: [
            OperandShape("NAME", .word, required: false, "a fault"),
            OperandShape("N", .word, required: false, "for all to come if left out"),
        ],
        examples: ["sandbox fault", "sandbox fault rate-limited 1", "sandbox fault rate-limited 0"]
    ) { call, bench async throws(Diagnostic) in
        let sandbox = try bench.sandbox()
        guard let name = call.text(0) else {
            let rows = await sandbox.faults().map { fault in
                [
                    AnswerTable.Cell(JSON(fault.isSet), shown: fault.isSet ? "*" : ""),
                    AnswerTable.Cell(JSON(fault.name)), AnswerTable.Cell(JSON(fault.summary)),
                ]
            }
            return .table(AnswerTable(["set", "name", "what it does"], rows: rows, emptyText: "no faults"))
        }
        let count = call.text(1).map { Int($0) ?? -1 }
        guard count ?? 0 >= 0 else {
            throw Diagnostic(.usage, "fault-count", "N is a number of requests", found: call.text(1))
        }
        try await sandbox.setFault(name, count: count)
        return .note(count == 0 ? "\(name) is cleared" : "\(name) is set", ["fault": JSON(name)])
    }
}

extension Workbench {
    fileprivate func sandbox() throws(Diagnostic) -> any SandboxControl {
        guard let sandbox = environment.sandbox else {
            throw Diagnostic(.execution, "no-sandbox", "there is no sandbox here")
        }
        return sandbox
    }
}
