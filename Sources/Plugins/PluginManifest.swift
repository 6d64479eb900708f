public import JSONKit

/// What a plugin brings and what it asks for; it is kept, so that nothing is started to know it.
public struct PluginManifest: Sendable, Equatable {
    /// The plugin's name, by which it is added, shown and removed.
    public var name: String
    /// `1.2.3`.
    public var version: String
    /// What the plugin is for, in one line; empty where it does not say.
    public var summary: String
    /// The commands that the plugin brings.
    public var commands: [PluginCommand]
    /// Presets, as a session keeps its providers.
    public var providers: [JSON]
    /// The moments at which the plugin is asked.
    public var hooks: [PluginHook]
    /// The kinds of secrets that the plugin wants to see unmasked.
    public var needs: [PluginNeed]

    /// A manifest, by default of a plugin that brings nothing and asks for nothing.
    public init(
        name: String, version: String, summary: String = "", commands: [PluginCommand] = [], providers: [JSON] = [],
        hooks: [PluginHook] = [], needs: [PluginNeed] = []
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.commands = commands
        self.providers = providers
        self.hooks = hooks
        self.needs = needs
    }
}

/// A moment at which a plugin may look at what happens, and change or refuse it.
public enum PluginHook: String, Sendable, CaseIterable {
    /// Before a request is sent.
    case request
    /// After a response has come.
    case response
    /// When a token has been saved.
    case token
    /// When a request has failed or was refused.
    case failure
}

/// A kind of secret that a plugin wants to see unmasked.
public struct PluginNeed: Sendable, Equatable {
    /// `access_token`, `client_secret`, or another kind by which a session keeps secrets.
    public var secret: String
    /// Why the plugin wants to see it, for the user who adds the plugin.
    public var reason: String

    /// A need of one kind of secret.
    public init(secret: String, reason: String) {
        self.secret = secret
        self.reason = reason
    }
}

/// A command of a plugin.
public struct PluginCommand: Sendable, Equatable {
    /// The word that calls the command: a letter, then at most 63 letters, digits, `_` or `-`.
    public var name: String
    /// What the command does, in one line without a full stop.
    public var summary: String
    /// What else is to be known, in paragraphs; empty where there is nothing.
    public var details: String
    /// The operands in the order in which they are written.
    public var operands: [Operand]

    /// One operand, as a place in the command line.
    public struct Operand: Sendable, Equatable {
        /// The name by which the plugin gets the value, and by which help calls it.
        public var name: String
        /// What the operand is, in a few words; empty where its name says enough.
        public var summary: String
        /// Whether a call without the operand is refused.
        public var isRequired: Bool
        /// What the operand must be, such as a text, a number or the name of a file.
        public var type = PluginOperandType.text
        /// What it may be, as far as that is known beforehand.
        public var values: [String] = []
        /// Whether the plugin is to be asked what it may be.
        public var isCompleted = false

        /// An operand, by default a text that must be there.
        public init(_ name: String, _ summary: String = "", isRequired: Bool = true) {
            self.name = name
            self.summary = summary
            self.isRequired = isRequired
        }
    }

    /// A command, by default without operands.
    public init(_ name: String, summary: String, details: String = "", operands: [Operand] = []) {
        self.name = name
        self.summary = summary
        self.details = details
        self.operands = operands
    }
}
