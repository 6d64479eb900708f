package import OAuthCore

/// The scope that a request of a client comes to.
package enum RequestedScope: Sendable {
    case taken(Scope)
    /// `invalid_scope`, and why in words.
    case refused(String)

    /// - Parameter text: the parameter `scope`. A request without one asks for all that its client has registered
    ///   (RFC 6749 §3.3).
    package init(_ text: String?, of client: Client, _ features: FeatureSet) {
        let allowed = client.scope.intersection(features.scope)
        let asked = Scope(text ?? "")
        guard let excess = asked.subtracting(allowed).tokens.first else {
            self = .taken(asked.isEmpty ? allowed : asked)
            return
        }
        let reason = features.scope.contains(excess) ? "is not registered for this client" : "is unknown"
        self = .refused("The scope \(excess.prefix(60).asciiOnly) \(reason).")
    }
}
