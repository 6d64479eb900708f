internal import Script

enum QuitCommand {
    static let command = Command("quit", .prompt, "leave; Ctrl-D does too", examples: ["quit"]) { _, bench in
        bench.finish()
        return .nothing
    }
}
