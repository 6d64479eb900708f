public import JSONKit

/// What a plugin brings and what it asks for; it is kept, so that nothing is started to know it.
public struct PluginManifest: Sendable, Equatable {
    public var name: String
    /// `1.2.3`.
    public var version: String
    public var summary: String
    public var commands: [PluginCommand]
    /// Presets, as a session keeps its providers.
    public var providers: [JSON]
    public var hooks: [PluginHook]
    public var needs: [PluginNeed]

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
    public var reason: String

    public init(secret: String, reason: String) {
        self.secret = secret
        self.reason = reason
    }
}

/// A command of a plugin.
public struct PluginCommand: Sendable, Equatable {
    public var name: String
    public var summary: String
    public var details: String
    public var operands: [Operand]

    public struct Operand: Sendable, Equatable {
        public var name: String
        public var summary: String
        public var isRequired: Bool
        public var type = PluginOperandType.text
        /// What it may be, as far as that is known beforehand.
        public var values: [String] = []
        /// Whether the plugin is to be asked what it may be.
        public var isCompleted = false

        public init(_ name: String, _ summary: String = "", isRequired: Bool = true) {
            self.name = name
            self.summary = summary
            self.isRequired = isRequired
        }
    }

    public init(_ name: String, summary: String, details: String = "", operands: [Operand] = []) {
        self.name = name
        self.summary = summary
        self.details = details
        self.operands = operands
    }
}
