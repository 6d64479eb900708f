package import HTTPMessage
package import OAuthCore

/// The APIs that a request asks tokens for, by `resource` (RFC 8707 §2) and `audience` (RFC 8693 §2.1).
package struct RequestedTargets: Sendable {
    /// The resources, each once; empty where the request names none.
    package let resources: [SandboxResource]

    /// The parameters that may be repeated.
    package static let parameters: Set<String> = ["resource", "audience"]

    private static let most = 20

    /// - Throws: `invalid_target` for an API that the sandbox does not know, and for one that the client may not use.
    package init(_ parameters: FormParameters, of client: Client, in provider: Provider) throws(Refusal) {
        do throws(TargetProblem) { try self.init(reading: parameters, of: client, in: provider) } catch {
            throw RequestedTargets.refusal(error.description, cause: error.cause)
        }
    }

    /// The same, for an endpoint that answers otherwise than with JSON.
    package init(reading parameters: FormParameters, of client: Client, in provider: Provider) throws(TargetProblem) {
        var resources: [SandboxResource] = []
        let named = RequestedTargets.parameters.sorted().flatMap { name in
            parameters.all(name).filter { !$0.isEmpty }.map { (name, $0) }
        }
        guard named.count <= RequestedTargets.most else {
            throw TargetProblem("The request names more than \(RequestedTargets.most) targets.")
        }
        for (name, value) in named {
            let resource = try RequestedTargets.find(value, by: name, of: client, in: provider)
            if !resources.contains(resource) { resources.append(resource) }
        }
        self.resources = resources
    }

    private static func find(
        _ value: String, by name: String, of client: Client, in provider: Provider
    ) throws(TargetProblem) -> SandboxResource {
        if name == "resource", !isAbsoluteURI(value) {
            throw TargetProblem("The resource must be an absolute URI without a fragment (RFC 8707, 2).")
        }
        let found = provider.resources.first { resource in
            resource.id == value || (name == "audience" && resource.name == value)
                || (resource.id == provider.issuer && provider.isOwn(value))
        }
        guard let found else {
            throw TargetProblem("The \(name) \(value.prefix(100).asciiOnly) is unknown here.")
        }
        guard found.clients?.contains(client.id) ?? true else {
            throw TargetProblem(
                "The client may not get tokens for the \(name) \(value.prefix(100).asciiOnly).",
                cause: "the policy of \(found.name) does not name \(client.id)")
        }
        return found
    }

    private static func isAbsoluteURI(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else { return false }
        return !text.contains("#") && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// The refusal with `invalid_target` (RFC 8707 §2).
    ///
    /// - Parameter cause: what the operator reads, where that is more than the description.
    package static func refusal(_ description: String, cause: String? = nil) -> Refusal {
        .oauth("invalid_target", description, cause: cause)
    }
}

extension RequestedTargets {
    /// What tokens of an authorization are for, by the ids of the resources: those of the request, which must be among those
    /// that were granted, or else all that were granted. Empty for the sandbox's own API.
    ///
    /// - Throws: `invalid_target` for one that was not granted (RFC 8707 §2.2).
    package func audience(granted: [String]) throws(Refusal) -> [String] {
        guard !resources.isEmpty else { return granted }
        let ids = resources.map(\.id)
        if !granted.isEmpty, let other = ids.first(where: { !granted.contains($0) }) {
            throw RequestedTargets.refusal(
                "The resource \(other.prefix(100).asciiOnly) goes beyond what was authorized.")
        }
        return ids
    }
}

extension Provider {
    /// The sandbox's own API, then those of the seed.
    package var resources: [SandboxResource] {
        [SandboxResource(id: issuer, name: "sandbox")] + configuration.seed.resources
    }

    /// Whether a resource is the sandbox's own API, by a URL of it or by its origin.
    package func isOwn(_ resource: String) -> Bool {
        if resource.hasPrefix("\(issuer)/") { return true }
        guard let origin = URLParts(issuer)?.origin else { return false }
        return resource == origin || resource == "\(origin)/"
    }

    /// The resources of an audience; the sandbox's own API for an empty one.
    package func resources(of audience: [String]) -> [SandboxResource] {
        audience.isEmpty ? Array(resources.prefix(1)) : resources.filter { audience.contains($0.id) }
    }

    /// A scope without what the resources do not know.
    package func limited(_ scope: Scope, to audience: [String]) -> Scope {
        let resources = resources(of: audience)
        guard resources.allSatisfy({ !$0.scopes.isEmpty }) else { return scope }
        return scope.intersection(Scope(resources.flatMap(\.scopes)))
    }
}

/// Why tokens for an API cannot be asked for.
package struct TargetProblem: Error, Sendable {
    /// What the sender is told.
    package let description: String
    /// What the operator reads, where that is more.
    package let cause: String?

    /// A problem; `cause` is nil where the operator reads no more than the sender.
    package init(_ description: String, cause: String? = nil) {
        self.description = description
        self.cause = cause
    }
}
