package import OAuthCore

/// The features that one provider serves, and the tables that are made from them.
package struct FeatureSet: Sendable {
    /// The features that are on, in the order of the table.
    package let features: [Feature]
    /// The routes of the features that are on.
    package let routes: [Route]
    /// The grants of the features that are on.
    package let grants: [ServedGrant]
    /// The ways to authenticate a client that the features bring.
    package let clientVerifiers: [ClientVerifier]
    let senderConstraints: [SenderConstraint]
    /// The kinds of requests that the sign-in and consent pages are shown for.
    package let consentSources: [ConsentSource]
    /// The scopes of the features that are on, as the consent page words them.
    package let scopes: [KnownScope]
    /// Sorted by name.
    package let faults: [Fault]

    /// - Parameters:
    ///   - table: every feature there is.
    ///   - switches: names of features, and whether each is on; the others are as by default.
    /// - Throws: ``SandboxError/Code/configuration`` for an unknown feature, and for one that cannot be switched off.
    package init(_ table: [Feature], switches: [String: Bool]) throws(SandboxError) {
        try FeatureSet.check(switches, table)
        features = table.filter { switches[$0.name] ?? $0.isOnByDefault }
        routes = features.flatMap(\.routes)
        grants = features.flatMap(\.grants)
        clientVerifiers = features.flatMap(\.clientVerifiers)
        senderConstraints = features.flatMap(\.senderConstraints)
        consentSources = features.flatMap(\.consentSources)
        scopes = features.flatMap(\.scopes)
        faults = features.flatMap(\.faults).sorted { $0.name < $1.name }
    }

    /// The names of the scopes that are served.
    package var scope: Scope { Scope(scopes.map(\.name)) }

    /// The grant with this `grant_type`; nil where it is not served.
    package func grant(_ type: String) -> ServedGrant? { grants.first { $0.type == type } }

    /// The metadata members of all features, in the order of a document.
    package func metadata(of provider: Provider) -> [MetadataMember] {
        MetadataMember.ordered(features.flatMap { $0.metadata(provider) })
    }

    private static func check(_ switches: [String: Bool], _ table: [Feature]) throws(SandboxError) {
        for (name, isOn) in switches.sorted(by: { $0.key < $1.key }) {
            guard let feature = table.first(where: { $0.name == name }) else {
                throw SandboxError(
                    .configuration, "the sandbox has no feature \u{201C}\(name)\u{201D}",
                    advice: "it has \(table.map(\.name).joined(separator: ", "))")
            }
            guard isOn || feature.canBeSwitchedOff else {
                let others = table.filter(\.canBeSwitchedOff).map(\.name).joined(separator: ", ")
                throw SandboxError(
                    .configuration, "the feature \(name) cannot be switched off", advice: "these can: \(others)")
            }
        }
    }
}

extension [Feature] {
    /// The names of the scopes of these features.
    package var scope: Scope { Scope(flatMap(\.scopes).map(\.name)) }
}
