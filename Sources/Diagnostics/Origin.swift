/// Where a text that is run comes from. What it may do depends on this, and never on its name.
public enum Origin: Sendable, Hashable {
    /// Typed at the prompt.
    case prompt
    /// Typed where a debugger has stopped.
    case debugger
    /// Given with `-c`, or made of the words of the command line.
    case commandLine
    /// Read from standard input.
    case standardInput
    /// A recipe, or another file that is named to be run or checked.
    case recipe(path: String)
    /// A file that another text includes.
    case included(path: String)
    /// A command of a plugin, or what a plugin asks to be run.
    case plugin(String, path: String? = nil)
    /// A hook of a plugin, which runs though nobody has typed anything.
    case hook(plugin: String, path: String? = nil)

    /// The sort of an origin, which the allow-lists of commands name.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case prompt, debugger, commandLine, standardInput, recipe, included, plugin, hook
    }

    /// The sort of this origin.
    public var kind: Kind {
        switch self {
        case .prompt: .prompt
        case .debugger: .debugger
        case .commandLine: .commandLine
        case .standardInput: .standardInput
        case .recipe: .recipe
        case .included: .included
        case .plugin: .plugin
        case .hook: .hook
        }
    }

    /// Whether the user has written the text just now: what comes in a file may be somebody else's.
    public var isTyped: Bool { [.prompt, .debugger, .commandLine].contains(kind) }

    /// Whether it is an interactive line, which has the prompt's aliases, history and editor around it.
    public var isInteractive: Bool { [.prompt, .debugger].contains(kind) }

    /// The file that holds the text; nil where no file does.
    public var path: String? {
        switch self {
        case .recipe(let path), .included(let path): path
        case .plugin(_, let path), .hook(_, let path): path
        case .prompt, .debugger, .commandLine, .standardInput: nil
        }
    }

    /// What messages call the text.
    public var name: String {
        switch self {
        case .prompt: "prompt"
        case .debugger: "debug"
        case .commandLine: "-c"
        case .standardInput: "standard input"
        case .recipe(let path), .included(let path): path
        case .plugin(let name, _), .hook(let name, _): "plugin \(name)"
        }
    }

    /// The origin as a sentence's subject: `the recipe flow.keyway`.
    public var subject: String {
        switch self {
        case .prompt, .debugger: "the prompt"
        case .commandLine: "the command line"
        case .standardInput: "a text on standard input"
        case .recipe(let path): "the recipe \(path)"
        case .included(let path): "the included file \(path)"
        case .plugin(let name, _): "the plugin \(name)"
        case .hook(let name, _): "a hook of the plugin \(name)"
        }
    }
}
