internal import Script

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
    init(_ recipe: String, vocabulary: Vocabulary, session: SessionContent) {
        self.session = session
        if session.provider == SessionContent().provider { made.insert("provider") }
        for line in recipe.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init).filter { $0 != "try" }
            take(line, command: Self.command(words, vocabulary), words)
        }
    }

    static func == (first: RecipeNeeds, second: RecipeNeeds) -> Bool {
        first.ofSession == second.ofSession && first.ofEnvironment == second.ofEnvironment
    }

    private mutating func take(_ line: Substring, command: String, _ words: [String]) {
        takeReferences(of: line)
        switch command {
        case "use":
            let name = words.count > 1 ? words[1] : ""
            if session.providers.contains(name) { need("provider \(name)") }
            made.insert("provider")
        case "provider add": made.insert("provider \(words.count > 2 ? words[2] : "")")
        case "client create", "client add":
            need("provider")
            made.insert("client")
        case "authorize", "client use": need("client")
        case "exchange":
            need("client")
            made.insert("token")
        case "save", "set":
            made.formUnion(words.dropFirst().map { "variable \($0.prefix { $0 != "=" && $0 != ":" })" })
        case let name where Self.callers.contains(name):
            if session.hasToken, words.contains(where: { $0.hasPrefix("/") }) { need("token") }
        case let name where Self.tokenCommands.contains(name): need("token")
        default: break
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

    /// The commands that send the token if there is one.
    private static let callers: Set<String> = ["get", "post", "put", "patch", "delete", "head", "options"]
    /// The commands that are of no use without a token.
    private static let tokenCommands: Set<String> = [
        "userinfo", "introspect", "refresh", "revoke", "token use", "token verify", "token inspect", "token diff",
    ]

    /// The longest beginning of a line that names a command.
    private static func command(_ words: [String], _ vocabulary: Vocabulary) -> String {
        let names = [2, 1].map { words.prefix($0).joined(separator: " ") }
        return names.first { vocabulary.command($0) != nil } ?? ""
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
