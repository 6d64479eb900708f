package import Script

/// What the words of Keyway's commands name, beside secrets. Each has a ``CompletionSource``.
extension CompletionTopic {
    package static let client = CompletionTopic(rawValue: "client")
    package static let token = CompletionTopic(rawValue: "token")
    package static let tokenField = CompletionTopic(rawValue: "token field")
    package static let tokenType = CompletionTopic(rawValue: "token type")
    package static let session = CompletionTopic(rawValue: "session")
    package static let provider = CompletionTopic(rawValue: "provider")
    package static let scope = CompletionTopic(rawValue: "scope")
    package static let redirectURI = CompletionTopic(rawValue: "redirect URI")
    package static let clientAuthentication = CompletionTopic(rawValue: "client authentication")
    package static let resource = CompletionTopic(rawValue: "resource")
    package static let header = CompletionTopic(rawValue: "header")
    package static let file = CompletionTopic(rawValue: "file")
    package static let variable = CompletionTopic(rawValue: "variable")
    package static let exchange = CompletionTopic(rawValue: "exchange")
    package static let user = CompletionTopic(rawValue: "user")
    package static let fault = CompletionTopic(rawValue: "fault")
    package static let helpTopic = CompletionTopic(rawValue: "help topic")
    package static let preference = CompletionTopic(rawValue: "preference")
    package static let alias = CompletionTopic(rawValue: "alias")
    package static let preferenceValue = CompletionTopic(rawValue: "preference value")
    package static let pluginOperand = CompletionTopic(rawValue: "plugin operand")
}
