internal import ArgumentParser
internal import Commands
internal import Foundation
internal import Script
internal import Workbench

/// `keyway completions SHELL`: what a shell needs to complete Keyway's own command line.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print the completion script of a shell.",
        discussion: """
            bash: keyway completions bash > ~/.local/share/bash-completion/completions/keyway
            zsh:  keyway completions zsh > ~/.zfunc/_keyway
            fish: keyway completions fish > ~/.config/fish/completions/keyway.fish
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        print(Keyway.completionScript(for: kind))
    }
}

extension CompletionKind {
    /// Files of recipes, and the folders that they are in.
    static var recipes: CompletionKind { .file(extensions: ["keyway"]) }

    /// The sessions there are, which the shell asks Keyway for.
    static var sessions: CompletionKind {
        .custom { _, _, _ in SystemFiles(environment: ProcessInfo.processInfo.environment).sessionNames() }
    }

    /// What may follow `plugin`; whatever follows that is a name or a file of the user's own.
    static var pluginCommands: CompletionKind {
        .custom { words, index, _ in
            guard index > 0, index <= words.count, words[index - 1] == "plugin" else { return [] }
            let names = CommandTable.standard.commands.map(\.name).filter { $0.hasPrefix("plugin ") }
            return names.map { String($0.dropFirst("plugin ".count)) }
        }
    }
}
