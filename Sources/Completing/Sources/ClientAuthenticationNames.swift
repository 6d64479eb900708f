internal import OAuthCore
internal import Workbench

extension CompletionSource {
    static let clientAuthentications = CompletionSource(kind: .clientAuthentication) { _, _ in
        ClientAuthenticator.all.map { Completion($0.name) }
    }
}
