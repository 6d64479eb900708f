internal import OAuthCore
internal import Workbench

extension CompletionSource {
    /// The kinds of token that an exchange knows (RFC 8693 §3).
    static let tokenTypes = CompletionSource(kind: .tokenType) { _, _ in
        TokenTypeURI.names.map { Completion($0, TokenTypeURI.full($0)) }
    }
}
