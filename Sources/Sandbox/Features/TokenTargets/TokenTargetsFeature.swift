internal import SandboxCore

extension Feature {
    /// What tokens are for: the parameters `resource` and `audience`, and the policy of each API.
    static var tokenTargets: Feature {
        var feature = Feature(
            "token-targets", "Gives tokens for other APIs than the sandbox's own, as each API's policy allows.",
            reference: "RFC 8707")
        feature.canBeSwitchedOff = false
        feature.faults = [.targetIgnored, .targetRefused]
        feature.migrations = [
            Migration(
                1, "targets",
                sql: """
                    ALTER TABLE authorizations ADD COLUMN subject TEXT;
                    ALTER TABLE authorizations ADD COLUMN actor TEXT;
                    ALTER TABLE authorizations ADD COLUMN may_act TEXT;
                    ALTER TABLE authorizations ADD COLUMN audience TEXT NOT NULL DEFAULT '[]';
                    ALTER TABLE access_tokens ADD COLUMN audience TEXT NOT NULL DEFAULT '[]';
                    """)
        ]
        return feature
    }
}
