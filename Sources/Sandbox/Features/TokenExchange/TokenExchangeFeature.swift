internal import JSONKit
internal import SandboxCore

extension Feature {
    /// Exchange of tokens, for delegation and for other audiences.
    static var tokenExchange: Feature {
        var feature = Feature(
            "token-exchange", "Exchanges a token for one of another audience, or for one with an actor.",
            reference: "RFC 8693")
        feature.grants = [.tokenExchange]
        feature.faults = [.actorLost, .issuedTypeMissing]
        return feature
    }
}
