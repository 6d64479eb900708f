internal import SandboxCore

extension Feature {
    static var refreshToken: Feature {
        var feature = Feature("refresh-token", "Gives new tokens for refresh tokens.", reference: "RFC 6749 §6")
        feature.grants = [.refreshToken]
        feature.faults = [.grantRefused, .noRefreshToken, .refreshRefused]
        return feature
    }
}
