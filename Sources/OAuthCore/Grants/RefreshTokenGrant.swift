extension Grant {
    /// New tokens for a refresh token (RFC 6749 §6). A server that rotates takes a second use for theft
    /// (RFC 9700 §4.14.2).
    public static let refreshToken = Grant(
        type: "refresh_token", summary: "new tokens for a refresh token", section: "RFC 6749 §6",
        inputs: [
            Input(name: "refresh_token", summary: "the refresh token", isRequired: true),
            Input(name: "scope", summary: "no more than was granted; by default all of it", isRequired: false),
        ],
        isRepeatable: false)
}
