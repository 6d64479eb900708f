internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum SandboxFault {
    static let command = Command(
        "sandbox fault", .sandbox, "list the faults, or set one for the next N requests; 0 clears it",
        operands: [
            OperandShape("NAME", .word, required: false, "a fault", completes: .fault),
            OperandShape("N", .word, required: false, "for all to come if left out"),
        ],
        traits: CommandTraits(
            effect: .steersSandbox, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [], renews: false), locked: .works, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
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
