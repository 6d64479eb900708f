extension Grant {
    /// Redeems a code (RFC 6749 §4.1.3, RFC 7636 §4.5). Never send it twice: the second time may revoke what the first
    /// one gave (RFC 6749 §4.1.2).
    public static let authorizationCode = Grant(
        type: "authorization_code", summary: "redeem a code that the user's consent gave",
        section: "RFC 6749 §4.1.3",
        inputs: [
            Input(name: "code", summary: "the authorization code", isRequired: true),
            Input(name: "redirect_uri", summary: "the same as in the authorization request", isRequired: false),
            Input(name: "code_verifier", summary: "what the code challenge was made of", isRequired: false),
        ],
        isRepeatable: false)
}
