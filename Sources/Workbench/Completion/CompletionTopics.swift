internal import Script

/// What the words of Keyway's commands name, beside secrets. Each has a ``CompletionSource``.
extension CompletionTopic {
    static let client = CompletionTopic(rawValue: "client")
    static let token = CompletionTopic(rawValue: "token")
    static let tokenField = CompletionTopic(rawValue: "token field")
    static let session = CompletionTopic(rawValue: "session")
    static let provider = CompletionTopic(rawValue: "provider")
    static let scope = CompletionTopic(rawValue: "scope")
    static let redirectURI = CompletionTopic(rawValue: "redirect URI")
    static let clientAuthentication = CompletionTopic(rawValue: "client authentication")
    static let resource = CompletionTopic(rawValue: "resource")
    static let header = CompletionTopic(rawValue: "header")
    static let file = CompletionTopic(rawValue: "file")
    static let variable = CompletionTopic(rawValue: "variable")
    static let exchange = CompletionTopic(rawValue: "exchange")
    static let user = CompletionTopic(rawValue: "user")
    static let fault = CompletionTopic(rawValue: "fault")
    static let helpTopic = CompletionTopic(rawValue: "help topic")
    static let preference = CompletionTopic(rawValue: "preference")
    static let alias = CompletionTopic(rawValue: "alias")
    static let preferenceValue = CompletionTopic(rawValue: "preference value")
    static let pluginOperand = CompletionTopic(rawValue: "plugin operand")
}
