internal import Diagnostics
internal import Script
internal import Workbench

/// It stands here for `help` and completion: a line that begins so is taken apart before it is parsed.
enum WatchCommand {
    static let command = Command(
        "watch", .look, "run a command again and again until Ctrl-C",
        operands: [
            OperandShape("INTERVAL", .word, "how long between: 500ms, 2s, 1m"),
            OperandShape("COMMAND", .words, "the command, with all that it takes"),
        ],
        details: "It works at the prompt and with -c. A failure is shown, and the watch goes on. Nothing is paged.",
        traits: CommandTraits(
            effect: .looks, runBy: .texts, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .told, comparesSecrets: false, shown: .always),
        examples: ["watch 2s token list", "watch 500ms get /oauth/userinfo"]
    ) { call, _ throws(Diagnostic) in
        throw Diagnostic(
            .usage, "watch-interval", "watch takes an interval and a command, at the prompt or with -c",
            source: call.source, range: call.range, expected: "an interval such as 500ms, 2s or 1m",
            advice: ["in a recipe: retry 10 every 2s until … "])
    }
}
