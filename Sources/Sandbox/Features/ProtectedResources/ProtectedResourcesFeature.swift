internal import GRDB
internal import SandboxCore

extension Feature {
    /// How access tokens are used, whatever the resource.
    static var protectedResources: Feature {
        var feature = Feature("protected-resources", "Checks the access tokens of API calls.", reference: "RFC 6750")
        feature.canBeSwitchedOff = false
        feature.faults = [.audienceElsewhere, .clockSkew, .rateLimited, .tokenRefused]
        feature.migrations = [
            Migration(
                1, "sender constraints",
                sql: """
                    ALTER TABLE access_tokens ADD COLUMN confirmation TEXT;
                    ALTER TABLE refresh_tokens ADD COLUMN confirmation TEXT;
                    """)
        ]
        return feature
    }
}
