internal import Diagnostics
internal import Glibc
internal import JSONKit

/// What `keyway query` is given: queries, then perhaps a file.
struct QueryTerms {
    let queries: [NamedQuery]
    /// Nil for standard input.
    let file: String?

    /// The first argument is a query; the last of several is a file unless it begins like a query.
    init(_ arguments: [String]) throws(Diagnostic) {
        var texts = arguments[...]
        var file: String?
        if texts.count > 1, let last = texts.last, !NamedQuery.isQuery(last) { file = texts.popLast() }
        var queries: [NamedQuery] = []
        for text in texts { queries.append(try NamedQuery(text)) }
        self.queries = queries
        self.file = file == "-" ? nil : file
        try refuseDuplicates()
    }

    private func refuseDuplicates() throws(Diagnostic) {
        var names: Set<String> = []
        for query in queries where queries.count > 1 && !names.insert(query.label).inserted {
            throw Diagnostic(
                .usage, "duplicate-name", "two queries have the name \(query.label)",
                advice: ["give each a name of its own: name=\(query.path.text)"])
        }
    }

    func open() throws(Diagnostic) -> InputBytes {
        guard let file else { return InputBytes(descriptor: 0, name: "standard input") }
        return try InputBytes(path: file)
    }
}

/// A query of the command line, perhaps with a name for its results.
struct NamedQuery {
    let name: String?
    let path: JSONPath

    /// What its results are called beside others.
    var label: String { name ?? path.text }

    /// Whether an argument is meant as a query, and not as a file.
    static func isQuery(_ argument: String) -> Bool {
        argument.hasPrefix("$") || named(argument).map { $0.query.hasPrefix("$") } ?? false
    }

    init(_ argument: String) throws(Diagnostic) {
        let named = Self.named(argument)
        let text = named?.query ?? argument
        name = named?.name
        do throws(JSONPathError) {
            path = try JSONPath(text)
        } catch {
            throw Self.rejection(of: argument, text, error)
        }
    }

    /// `name=query`; no query that is right has an equals sign after such a beginning.
    private static func named(_ argument: String) -> (name: String, query: String)? {
        let name = argument.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        let rest = argument[name.endIndex...]
        return name.isEmpty || !rest.hasPrefix("=") ? nil : (String(name), String(rest.dropFirst()))
    }

    private static func rejection(of argument: String, _ text: String, _ error: JSONPathError) -> Diagnostic {
        let start = argument.utf8.count - text.utf8.count + text.prefix(error.offset).utf8.count
        let length = text.dropFirst(error.offset).prefix(error.length).utf8.count
        var advice = error.suggestion.map { [$0] } ?? []
        if access(argument, F_OK) == 0 {
            advice = ["the query comes before the file: keyway query '$…' \(argument)"]
        } else if text.isEmpty || text == "$." {
            advice = ["put the query in '…', so that the shell leaves its $ alone"]
        }
        return Diagnostic(
            .syntax, "jsonpath", "the JSONPath does not parse: \(error.message)",
            source: ScriptSource(.commandLine, text: argument, name: "query"), range: start..<(start + length),
            expected: error.expected, advice: advice)
    }
}
