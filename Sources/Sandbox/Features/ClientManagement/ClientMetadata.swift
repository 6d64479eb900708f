internal import JSONKit
internal import SandboxCore

/// The optional members of a client's registration, checked: `tokenEndpointAuthMethod`, `jwks` and others.
struct ClientMetadata: Sendable {
    /// The members that were given, under the names of RFC 7591 §2.
    let json: JSON
    /// Whether the client gets a secret, which it also does where it does not name a method.
    let needsSecret: Bool

    /// - Throws: a ``Refusal`` for a method that is not served, for keys that are not a set of public keys, and for a
    ///   method that needs keys where none are given.
    init(_ body: JSONBody, _ features: FeatureSet) throws(Refusal) {
        let verifier = try ClientMetadata.verifier(body, features.clientVerifiers)
        let keys = try ClientMetadata.keys(body)
        if let verifier, verifier.credential == .keys, keys == nil {
            throw .invalid(
                "\(verifier.method) needs the client's public keys: give them as jwks.", param: "jwks",
                code: "missing_required_parameter")
        }
        json = JSON(present: [
            ("token_endpoint_auth_method", verifier.map { JSON($0.method) }),
            ("token_endpoint_auth_signing_alg", try ClientMetadata.algorithm(body, verifier)), ("jwks", keys),
            ("grant_types", try ClientMetadata.grants(body, features)), ("may_act", try ClientMetadata.mayAct(body)),
            ("backchannel_token_delivery_mode", try ClientMetadata.deliveryMode(body)),
            ("backchannel_client_notification_endpoint", try ClientMetadata.notificationEndpoint(body)),
        ])
        needsSecret = verifier.map { $0.credential == .secret || $0.credential == .macSecret } ?? true
    }

    /// `tokenEndpointAuthMethod: "none"` registers a client without a secret, such as a native application.
    private static func verifier(
        _ body: JSONBody, _ verifiers: [ClientVerifier]
    ) throws(Refusal) -> ClientVerifier? {
        let member = "tokenEndpointAuthMethod"
        guard let method = try body.string(member) else { return nil }
        if let verifier = verifiers.first(where: { $0.method == method }) { return verifier }
        let withoutProof = verifiers.filter { $0.credential == .none }.map(\.method)
        let methods = withoutProof + verifiers.filter { $0.credential != .none }.map(\.method)
        let choice = [methods.dropLast().joined(separator: ", "), methods.last ?? ""].filter { !$0.isEmpty }
        throw .invalid(
            "\(member) must be \(choice.joined(separator: " or ")).", param: member, code: "invalid_value")
    }

    /// The algorithm of the client's assertions, of those that its method takes.
    private static func algorithm(_ body: JSONBody, _ verifier: ClientVerifier?) throws(Refusal) -> JSON? {
        let member = "tokenEndpointAuthSigningAlg"
        guard let algorithm = try body.string(member) else { return nil }
        let taken = verifier?.algorithms ?? []
        guard !taken.isEmpty else {
            throw .invalid(
                "\(member) is for a tokenEndpointAuthMethod that signs, which this client is not registered for.",
                param: member, code: "invalid_value")
        }
        guard taken.contains(algorithm) else {
            throw .invalid(
                "\(member) must be one of \(taken.joined(separator: ", ")).", param: member, code: "invalid_value")
        }
        return JSON(algorithm)
    }

    /// The grants that the client is registered for, of those that are served.
    private static func grants(_ body: JSONBody, _ features: FeatureSet) throws(Refusal) -> JSON? {
        let member = "grantTypes"
        guard let list = body[member] else { return nil }
        guard let elements = list.elements else { throw .wrongType(member, "an array of strings", list) }
        for element in elements {
            guard let type = element.string else { throw .wrongType(member, "an array of strings", list) }
            guard features.grant(type) != nil else {
                throw .invalid(
                    "The grant type \(type.prefix(100).asciiOnly) is not served; these are: "
                        + features.grants.map(\.type).joined(separator: ", ") + ".", param: member,
                    code: "invalid_value")
            }
        }
        return list
    }

    /// Who may act for the users of the client's tokens, by the id of a user or a client.
    private static func mayAct(_ body: JSONBody) throws(Refusal) -> JSON? {
        guard let actor = try body.string("mayAct") else { return nil }
        return ["sub": JSON(actor)]
    }

    private static func deliveryMode(_ body: JSONBody) throws(Refusal) -> JSON? {
        let member = "backchannelTokenDeliveryMode"
        guard let mode = try body.string(member) else { return nil }
        guard CIBADelivery(rawValue: mode) != nil else {
            throw .invalid("\(member) must be poll or ping.", param: member, code: "invalid_value")
        }
        guard mode != CIBADelivery.ping.rawValue || body["backchannelClientNotificationEndpoint"] != nil else {
            throw .invalid(
                "A client with pings needs a backchannelClientNotificationEndpoint.",
                param: "backchannelClientNotificationEndpoint", code: "missing_required_parameter")
        }
        return JSON(mode)
    }

    private static func notificationEndpoint(_ body: JSONBody) throws(Refusal) -> JSON? {
        let member = "backchannelClientNotificationEndpoint"
        guard let url = try body.string(member) else { return nil }
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        guard isWeb, url.utf8.count <= 2000, RedirectURI(url)?.host.isEmpty == false else {
            throw .invalid("\(member) must be an http or https URL.", param: member, code: "invalid_value")
        }
        return JSON(url)
    }

    private static let mostKeys = 20
    /// The private parameters of keys (RFC 7518 §6): RSA, EC, OKP and symmetric ones.
    private static let privateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]

    private static func keys(_ body: JSONBody) throws(Refusal) -> JSON? {
        guard let set = body["jwks"] else { return nil }
        guard set.kind == .object else { throw .wrongType("jwks", "an object", set) }
        guard let keys = set["keys"]?.elements, (1...mostKeys).contains(keys.count),
            keys.allSatisfy({ $0["kty"]?.string != nil })
        else {
            throw .invalid(
                "jwks must be a JWK set: an object with 1 to \(mostKeys) keys (RFC 7517, 5).", param: "jwks",
                code: "invalid_value")
        }
        guard keys.allSatisfy({ key in privateMembers.allSatisfy { key[$0] == nil } }) else {
            throw .invalid(
                "jwks must have public keys only; keep the private ones to yourself.", param: "jwks",
                code: "private_key")
        }
        return set
    }
}
