extension Grant {
    /// Tokens for the client itself, without a user (RFC 6749 §4.4.2).
    public static let clientCredentials = Grant(
        type: "client_credentials", summary: "tokens for the client itself, without a user",
        section: "RFC 6749 §4.4.2",
        inputs: [Input(name: "scope", summary: "what to ask for", isRequired: false)],
        isRepeatable: true)
}
