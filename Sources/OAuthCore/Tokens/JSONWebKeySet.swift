public import HTTPMessage
public import JSONKit

/// The public keys of a server (RFC 7517 §5).
public struct JSONWebKeySet: Sendable, Equatable {
    /// The keys that can be read, in the order of the document.
    public let keys: [JSONWebKey]

    static let doing = "reading the server's keys"

    /// - Throws: ``OAuthError/Code/missingMember`` without `keys`, or that no keys came.
    public static func process(_ response: HTTPResponse) throws(OAuthError) -> JSONWebKeySet {
        let body = ResponseBody(response, doing: doing)
        if let refusal = body.refusal() { throw refusal }
        return try JSONWebKeySet(try body.object())
    }

    /// Reads a document of `keys` (RFC 7517 §5).
    ///
    /// - Throws: ``OAuthError/Code/missingMember`` without `keys`.
    public init(_ json: JSON) throws(OAuthError) {
        guard let elements = json["keys"]?.elements else {
            throw Members(json, doing: JSONWebKeySet.doing, section: "RFC 7517 §5").missing("keys")
        }
        keys = elements.compactMap(JSONWebKey.init)
    }

    /// The key that a JWT names; of one without `kid` the only one that can have signed it.
    public func key(of jwt: JWTParts) -> JSONWebKey? {
        let fitting = keys.filter { $0.use != "enc" && $0.fits(jwt.algorithm ?? "") }
        if let id = jwt.keyID { return fitting.first { $0.id == id } }
        return fitting.count == 1 ? fitting.first : nil
    }
}
