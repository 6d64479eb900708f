/// What a signature says of itself (RFC 9421 §2.3).
public struct SignatureParameters: Sendable, Equatable {
    /// In seconds since 1970.
    public var created: Int64?
    /// In seconds since 1970.
    public var expires: Int64?
    public var keyID: String?
    public var nonce: String?
    public var algorithm: String?
    /// The application it is made for.
    public var tag: String?

    public init(
        created: Int64? = nil, expires: Int64? = nil, keyID: String? = nil, nonce: String? = nil,
        algorithm: String? = nil, tag: String? = nil
    ) {
        self.created = created
        self.expires = expires
        self.keyID = keyID
        self.nonce = nonce
        self.algorithm = algorithm
        self.tag = tag
    }

    /// `;created=1;keyid="k"`.
    func serialized() throws(SignatureError) -> String {
        var text = ""
        for (name, number) in [("created", created), ("expires", expires)] {
            if let number { text += ";\(name)=\(number)" }
        }
        for (name, value) in [("keyid", keyID), ("nonce", nonce), ("alg", algorithm), ("tag", tag)] {
            if let value { text += try ";\(name)=" + StructuredField.string(value) }
        }
        return text
    }
}
