internal import Answers
internal import Workbench

enum QuitCommand {
    static let command = Command(
        "quit", .prompt, "leave; Ctrl-D does too", endsScript: true,
        details: "In a recipe it ends the recipe; what stands in finally still runs. At the prompt exit does the same.",
        traits: CommandTraits(
            effect: .steersRun, runBy: .texts, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["quit"]
    ) { _, bench in
        bench.finish()
        return .nothing
    }
}
