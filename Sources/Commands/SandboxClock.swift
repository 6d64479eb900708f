internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Script
internal import Workbench

enum SandboxClock {
    static let command = Command(
        "sandbox clock", .sandbox, "move the sandbox's clock, to see what expires",
        operands: [OperandShape("SECONDS", .word, "forward, or back with a minus: +3600")],
        traits: CommandTraits(
            effect: .steersSandbox, runBy: .textsAndPlugins, needs: nil,
            recipe: .kept(needs: [], makes: [], renews: false), locked: .works, failure: .notJudged, dry: .runs,
            comparesSecrets: false, shown: .always),
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
