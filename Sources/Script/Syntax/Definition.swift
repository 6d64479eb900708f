public import Diagnostics

/// `define NAME PARAMETER… … end`: a command made of others.
public struct Definition: Sendable, Equatable {
    /// The word by which calls name the command.
    public var name: String
    /// The parameters in the order of the operands.
    public var parameters: [Parameter]
    /// The comment above it, without its `#`.
    public var documentation: String
    /// What a call runs.
    public var body: [Statement]
    /// The text in which the definition stands, which may be an included file.
    public var source: ScriptSource
    /// Where the first line stands in its text, in UTF-8 offsets.
    public var range: Range<Int>

    /// A parameter of a defined command.
    public struct Parameter: Sendable, Equatable {
        /// The name by which `{{…}}` gives the value.
        public var name: String
        /// What it is where the call gives nothing; nil for one that must be given.
        public var standard: Word?
        /// Where the parameter stands in the text, in UTF-8 offsets.
        public var range: Range<Int>
    }

    /// What the parser needs to know to read a call of it.
    public var shape: CommandShape {
        CommandShape(
            name: name, operands: parameters.map { OperandShape($0.name, required: $0.standard == nil) },
            namesOperands: true)
    }

    /// How it is called: `login USER [SCOPE]`.
    public var usage: String {
        ([name] + parameters.map { $0.standard == nil ? $0.name : "[\($0.name)]" }).joined(separator: " ")
    }
}

/// `include FILE`: the other script's statements, in this place.
public struct Inclusion: Sendable, Equatable {
    /// The other script, parsed.
    public var script: Script
    /// Where the line stands in the including text, in UTF-8 offsets.
    public var range: Range<Int>
}

/// `require PLUGIN [RANGE]`.
public struct Requirement: Sendable, Equatable {
    /// The name of the plugin.
    public var plugin: String
    /// The versions that will do, `^1.2` say; nil for any.
    public var versions: String?
    /// Where the line stands in the text, in UTF-8 offsets.
    public var range: Range<Int>
}
