internal import Script
internal import Workbench

/// What a recipe takes from the session it was typed in, since no line of its own makes it.
struct RecipeNeeds: Equatable {
    /// In words: `provider`, `client`, `token`, `variable my_id`.
    private(set) var ofSession: [String] = []
    /// The environment variables that it reads.
    private(set) var ofEnvironment: [String] = []

    private var made: Set<String> = []

    private let session: SessionContent

    /// What a session has that another one has not.
    struct SessionContent: Equatable {
        var variables: Set<String> = []
        /// The providers that were added to it.
        var providers: Set<String> = []
        /// The provider in use.
        var provider = "sandbox"
        var hasToken = false
    }

    /// - Parameter recipe: its lines, as they are written.
    init(_ recipe: String, table: CommandTable, session: SessionContent) {
        self.session = session
        if session.provider == SessionContent().provider { made.insert("provider") }
        for line in recipe.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init).filter { $0 != "try" }
            take(line, words, table)
        }
    }

    static func == (first: RecipeNeeds, second: RecipeNeeds) -> Bool {
        first.ofSession == second.ofSession && first.ofEnvironment == second.ofEnvironment
    }

    private mutating func take(_ line: Substring, _ words: [String], _ table: CommandTable) {
        takeReferences(of: line)
        let names = [2, 1].map { words.prefix($0).joined(separator: " ") }
        guard let command = names.lazy.compactMap(table.command).first,
            case .kept(let needs, let makes, _) = command.traits.recipe
        else { return }
        let operands = Array(words.dropFirst(command.name.split(separator: " ").count))
        for thing in needs { need(thing, operands) }
        for thing in makes { made.formUnion(made(thing, operands)) }
    }

    private mutating func need(_ thing: RecipeThing, _ operands: [String]) {
        switch thing {
        case .provider: need("provider")
        case .namedProvider:
            if let name = operands.first, session.providers.contains(name) { need("provider \(name)") }
        case .client: need("client")
        case .token: need("token")
        case .tokenForPath:
            if session.hasToken, operands.contains(where: { $0.hasPrefix("/") }) { need("token") }
        case .variables: break
        }
    }

    /// The names under which what a line makes is known.
    private func made(_ thing: RecipeThing, _ operands: [String]) -> [String] {
        switch thing {
        case .provider: ["provider"]
        case .namedProvider: operands.first.map { ["provider \($0)"] } ?? []
        case .client: ["client"]
        case .token, .tokenForPath: ["token"]
        case .variables: operands.map { "variable \($0.prefix { $0 != "=" && $0 != ":" })" }
        }
    }

    private mutating func takeReferences(of line: Substring) {
        for match in line.matches(of: /\{\{\s*(?:env\.)?([A-Za-z_][A-Za-z0-9_]*)/) {
            let name = String(match.1)
            if match.0.contains("env.") {
                if !ofEnvironment.contains(name) { ofEnvironment.append(name) }
            } else if ["client", "token"].contains(name) {
                need(name)
            } else if session.variables.contains(name) {
                need("variable \(name)")
            }
        }
    }

    private mutating func need(_ what: String) {
        guard made.insert(what).inserted else { return }
        ofSession.append(what)
    }
}

extension RecipeNeeds {
    /// How a recipe is run, in words.
    ///
    /// - Parameter session: the name of the session that it was typed in; nil where it has no file.
    func advice(for file: String, session: String?) -> String {
        let file = file.quotedIfNeeded
        let environment =
            ofEnvironment.isEmpty ? "" : "; it reads \(ofEnvironment.joined(separator: ", ")) from the environment"
        guard !ofSession.isEmpty else { return "`keyway run \(file)` runs it\(environment)" }
        let needs = ofSession.joined(separator: ", ")
        guard let session else { return "it needs what no line of it makes: \(needs)\(environment)" }
        return
            "`keyway run --session \(session) \(file)` runs it, with what it takes from this session: \(needs)\(environment)"
    }
}
