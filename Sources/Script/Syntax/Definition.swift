public import Diagnostics

/// `define NAME PARAMETER… … end`: a command made of others.
public struct Definition: Sendable, Equatable {
    public var name: String
    public var parameters: [Parameter]
    /// The comment above it, without its `#`.
    public var documentation: String
    public var body: [Statement]
    public var source: ScriptSource
    public var range: Range<Int>

    public struct Parameter: Sendable, Equatable {
        public var name: String
        /// What it is where the call gives nothing; nil for one that must be given.
        public var standard: Word?
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
    public var script: Script
    public var range: Range<Int>
}

/// `require PLUGIN [RANGE]`.
public struct Requirement: Sendable, Equatable {
    public var plugin: String
    /// The versions that will do, `^1.2` say; nil for any.
    public var versions: String?
    public var range: Range<Int>
}
