package import Script

/// What the words of Keyway's commands name, beside secrets. Each has a ``CompletionSource``.
extension CompletionTopic {
    /// A client of the chosen provider, by its name or its `client_id`.
    package static let client = CompletionTopic(rawValue: "client")
    /// A set of tokens of the chosen provider, by its number.
    package static let token = CompletionTopic(rawValue: "token")
    /// A value of a set of tokens, such as `access` or `expires`.
    package static let tokenField = CompletionTopic(rawValue: "token field")
    /// A token type of a token exchange, by its short name or its URI (RFC 8693 §3).
    package static let tokenType = CompletionTopic(rawValue: "token type")
    /// A session, by the name of its file.
    package static let session = CompletionTopic(rawValue: "session")
    /// A preset, or a provider of the session, by its name.
    package static let provider = CompletionTopic(rawValue: "provider")
    /// A scope token (RFC 6749 §3.3).
    package static let scope = CompletionTopic(rawValue: "scope")
    /// A redirect URI: one that the client has registered, or `{{callback}}`.
    package static let redirectURI = CompletionTopic(rawValue: "redirect URI")
    /// A client authentication method, by its registered name (RFC 7591 §2).
    package static let clientAuthentication = CompletionTopic(rawValue: "client authentication")
    /// A path or a URL that a call can be sent to.
    package static let resource = CompletionTopic(rawValue: "resource")
    /// The name of a header field, of a request or of the last response.
    package static let header = CompletionTopic(rawValue: "header")
    /// A file or a folder, by its path.
    package static let file = CompletionTopic(rawValue: "file")
    /// A variable of the session.
    package static let variable = CompletionTopic(rawValue: "variable")
    /// A recorded exchange, by its number.
    package static let exchange = CompletionTopic(rawValue: "exchange")
    /// A user who can sign in at the sandbox, by name.
    package static let user = CompletionTopic(rawValue: "user")
    /// A fault of the sandbox, by its name.
    package static let fault = CompletionTopic(rawValue: "fault")
    /// A command or another topic of `help`.
    package static let helpTopic = CompletionTopic(rawValue: "help topic")
    /// A preference, by its name.
    package static let preference = CompletionTopic(rawValue: "preference")
    /// An alias that the user has made.
    package static let alias = CompletionTopic(rawValue: "alias")
    /// A value that the preference named before can have.
    package static let preferenceValue = CompletionTopic(rawValue: "preference value")
    /// An operand of a plugin's command, whose candidates the plugin gives.
    package static let pluginOperand = CompletionTopic(rawValue: "plugin operand")
}
