public import HTTPMessage

/// Signs requests as it was told to.
public struct RequestSigner: Sendable {
    public var key: SigningKey
    /// What is covered; nil for what a request has of the usual.
    public var components: [Component]?
    /// The name of the signature in both fields.
    public var label: String
    /// All but the times.
    public var parameters: SignatureParameters
    /// For how many seconds it is good; nil to say nothing.
    public var lifetime: Int64?

    /// - Throws: where the label can name no member of a dictionary.
    public init(
        key: SigningKey, components: [Component]? = nil, label: String = "sig1",
        parameters: SignatureParameters = SignatureParameters(), lifetime: Int64? = nil
    ) throws(SignatureError) {
        guard StructuredField.isKey(label) else {
            throw SignatureError("\(label) is no label: it takes a-z, then a-z, 0-9, _, -, . and *")
        }
        self.key = key
        self.components = components
        self.label = label
        self.parameters = parameters
        self.lifetime = lifetime
    }

    /// The request with `Signature-Input`, `Signature` and, if it is covered, `Content-Digest`; and what was signed.
    ///
    /// - Parameter now: in seconds since 1970.
    public func signed(_ request: HTTPRequest, now: Int64) throws(SignatureError) -> (HTTPRequest, SignatureBase) {
        var request = request
        let covered = if let components { components } else { try usual(request) }
        if covered.contains(where: { $0.name == "content-digest" }) && request.headers["Content-Digest"] == nil {
            request.headers["Content-Digest"] = ContentDigest.sha256(request.body ?? [])
        }
        var parameters = parameters
        parameters.created = now
        parameters.expires = lifetime.map { now + $0 }
        let base = try SignatureBase(of: request, covering: covered, parameters: parameters)
        let signature = StructuredField.bytes(try key.signature(of: base))
        try add("Signature-Input", base.input, to: &request)
        try add("Signature", signature, to: &request)
        return (request, base)
    }

    /// Method and address, and of the rest what the request has.
    private func usual(_ request: HTTPRequest) throws(SignatureError) -> [Component] {
        var names = ["@method", "@target-uri"]
        if request.headers["Authorization"] != nil { names.append("authorization") }
        if request.headers["Content-Type"] != nil { names.append("content-type") }
        if request.body != nil { names.append("content-digest") }
        var components: [Component] = []
        for name in names { components.append(try Component(name)) }
        return components
    }

    /// Signatures stand side by side, each under its label (§4).
    private func add(_ field: String, _ value: String, to request: inout HTTPRequest) throws(SignatureError) {
        let others = request.headers.values(field)
        guard !others.contains(where: { $0.split(separator: ",").contains { $0.hasMember(label) } }) else {
            throw SignatureError("the request has a signature \(label) already; label=NAME gives this one another name")
        }
        request.headers[field] = (others + ["\(label)=\(value)"]).joined(separator: ", ")
    }
}

extension Substring {
    fileprivate func hasMember(_ label: String) -> Bool { drop { $0 == " " }.hasPrefix(label + "=") }
}
