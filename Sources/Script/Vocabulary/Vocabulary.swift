public import ScriptValues

/// Every name that a script may use; the language itself knows none of them.
public struct Vocabulary: Sendable {
    /// The commands; of two with the same name, the first counts.
    public let commands: [CommandShape]
    /// The named queries.
    public let queries: [QueryShape]
    /// The predicates that expectations can use.
    public let predicates: [Predicate]
    /// The filters that can follow a value.
    public let filters: [Filter]
    /// The command that a line consisting of a bare query stands for.
    public let queryCommand: String
    /// Names that `{{…}}` understands by itself, so that no loop variable or parameter can have them.
    public let reservedNames: Set<String>

    private let commandsByName: [String: CommandShape]
    private let groups: [String: [CommandShape]]
    private let queriesByName: [String: QueryShape]
    private let predicatesByName: [String: Predicate]
    private let filtersByName: [String: Filter]

    /// A vocabulary, by default with the predicates and filters of the language itself.
    public init(
        commands: [CommandShape], queries: [QueryShape], queryCommand: String,
        predicates: [Predicate] = Predicate.all, filters: [Filter] = Filter.all, reservedNames: Set<String> = []
    ) {
        self.reservedNames = reservedNames
        self.commands = commands
        self.queries = queries
        self.predicates = predicates
        self.filters = filters
        self.queryCommand = queryCommand
        commandsByName = Dictionary(commands.map { ($0.name, $0) }) { first, _ in first }
        groups = Dictionary(grouping: commands.filter { $0.name.contains(" ") }) { $0.name.firstWord }
        queriesByName = Dictionary(queries.map { ($0.name, $0) }) { first, _ in first }
        predicatesByName = Dictionary(predicates.map { ($0.name, $0) }) { first, _ in first }
        filtersByName = Dictionary(filters.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The same with more commands; those that it has already stay as they are.
    public func adding(_ more: [CommandShape]) -> Vocabulary {
        guard !more.isEmpty else { return self }
        return Vocabulary(
            commands: commands + more, queries: queries, queryCommand: queryCommand, predicates: predicates,
            filters: filters, reservedNames: reservedNames)
    }

    /// The command with a full name, such as `client create`; nil where there is none.
    public func command(_ name: String) -> CommandShape? { commandsByName[name] }
    /// The commands whose first word this is, `client` say.
    public func group(_ name: String) -> [CommandShape]? { groups[name] }
    /// The query with a name; nil where there is none.
    public func query(_ name: String) -> QueryShape? { queriesByName[name] }
    /// The predicate with a name; nil where there is none.
    public func predicate(_ name: String) -> Predicate? { predicatesByName[name] }
    /// The filter with a name; nil where there is none.
    public func filter(_ name: String) -> Filter? { filtersByName[name] }
}

extension String {
    var firstWord: String { String(prefix { $0 != " " }) }
}
