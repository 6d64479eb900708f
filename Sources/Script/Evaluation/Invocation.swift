public import Diagnostics
public import JSONKit

/// A command call whose words have become values: what a command works on.
public struct Invocation: Sendable {
    /// The full name of the command: `client create`.
    public let name: String
    /// The operands in the order written.
    public let operands: [Operand]
    /// The options in the order written; one that may be repeated is there several times.
    public let options: [Option]
    /// The items in the order written.
    public let items: [Item]
    /// The text in which the call stands.
    public let source: ScriptSource
    /// Where the call stands in its text, in UTF-8 offsets.
    public let range: Range<Int>
    /// Whether it stands behind `try`, so that its failure is no failure of the script.
    public let mayFail: Bool
    /// The loop variables and parameters that hold where it stands; they come before the session's.
    public var locals: [String: JSON] = [:]
    /// The origins of the texts that called or included the one where it stands, the outermost first.
    public var callers: [Origin] = []
    /// Where the answer goes; nil for the screen.
    public var output: Output?

    /// Where an answer goes instead of the screen: a file, which may be added to, or a shell command.
    public enum Output: Sendable, Equatable {
        case file(String, appends: Bool)
        case shell(String)
    }

    /// An operand with its words evaluated, as far as that is done before the command runs.
    public enum Operand: Sendable {
        case text(String, range: Range<Int>)
        case query(Query)
        case expectation(Expectation)
        case comparison(ShapeComparison)
    }

    /// An option with its value evaluated.
    public struct Option: Sendable {
        /// The name without `--`.
        public let name: String
        /// Nil for a switch.
        public let value: String?
        /// Where the option stands in the text, in UTF-8 offsets.
        public let range: Range<Int>

        /// An option; the value is nil for a switch.
        public init(name: String, value: String?, range: Range<Int>) {
            self.name = name
            self.value = value
            self.range = range
        }
    }

    /// A parameter, member, query, header or omission for the message that is sent.
    public struct Item: Sendable {
        /// What the item does to the message.
        public let kind: ItemKind
        /// The name of the parameter, member or header.
        public let name: String
        /// A string, or the JSON of a `:=`; a file's name for `=@`.
        public let value: JSON
        /// Where the item stands in the text, in UTF-8 offsets.
        public let range: Range<Int>

        /// An item with its value evaluated.
        public init(kind: ItemKind, name: String, value: JSON, range: Range<Int>) {
            self.kind = kind
            self.name = name
            self.value = value
            self.range = range
        }
    }

    /// The operand at an index, as text; nil where fewer were written, and for an operand that is not a word.
    public func text(_ index: Int) -> String? {
        guard operands.indices.contains(index), case .text(let text, _) = operands[index] else { return nil }
        return text
    }

    /// All operands that are words.
    public var texts: [String] { operands.indices.compactMap(text) }

    /// Whether an option was written, by its name without `--`.
    public func has(_ option: String) -> Bool { options.contains { $0.name == option } }

    /// The option's last value.
    public func option(_ name: String) -> String? { options.last { $0.name == name }?.value }

    /// Every value of an option that may be given several times.
    public func values(of option: String) -> [String] { options.filter { $0.name == option }.compactMap(\.value) }
}

extension Invocation {
    /// A call without operands, options and items.
    public init(name: String, source: ScriptSource, callers: [Origin] = []) {
        self.init(
            name: name, operands: [], options: [], items: [], source: source, range: 0..<source.text.utf8.count,
            mayFail: false, callers: callers)
    }

    /// Every text that has a part in the call, each of which must be allowed what it does.
    public var origins: [Origin] { callers + [source.origin] }

    /// The call with other options and items in the place of its own.
    public func with(options: [Option], items: [Item]) -> Invocation {
        Invocation(
            name: name, operands: operands, options: options, items: items, source: source, range: range,
            mayFail: mayFail, locals: locals, callers: callers, output: output)
    }

    /// The call without the string items of these names, which the command has read itself.
    public func without(items names: Set<String>) -> Invocation {
        Invocation(
            name: name, operands: operands, options: options,
            items: items.filter { !(names.contains($0.name) && ($0.kind == .string || $0.kind == .file)) },
            source: source, range: range, mayFail: mayFail, locals: locals, callers: callers, output: output)
    }
}
