public import HTTPMessage
public import JSONKit

/// The public keys of a server (RFC 7517 §5).
public struct JSONWebKeySet: Sendable, Equatable {
    /// The keys that have a `kty`, in the order of the document.
    public let keys: [JSONWebKey]
    /// How many elements of the document are not keys: they have no `kty`.
    let others: Int

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
        others = elements.count - keys.count
    }

    /// The key that a JWT names; of one without `kid` the only one that can have signed it.
    public func key(of jwt: JWTParts) -> JSONWebKey? {
        let fitting = keys.filter { $0.fits(jwt.algorithm ?? "") }
        if let id = jwt.keyID { return fitting.first { $0.id == id } }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// Whether a key can have signed a JWT, as far as `kid`, `kty`, `crv`, `alg`, `use` and `key_ops` tell. Where none can,
    /// the keys may have changed since they were fetched (OpenID Connect Core §10.1.1).
    public func mayHaveSigned(_ jwt: JWTParts) -> Bool { !KeyChoice(of: jwt, among: self).candidates.isEmpty }
}

/// Which keys of a set can have signed a JWT (RFC 7515 §6, RFC 7517 §4.2 to §4.5).
package struct KeyChoice {
    /// The keys that fit, in the order of the document.
    package let candidates: [JSONWebKey]
    /// What was found: `kid is k1`, or why no key fits.
    package let finding: String

    /// A `kid` chooses the keys that have it; a set whose keys have none is searched whole, and so it is for a JWT without
    /// `kid`.
    package init(of jwt: JWTParts, among set: JSONWebKeySet) {
        let algorithm = jwt.algorithm ?? ""
        let name = jwt.keyID.map { "kid is \(PrintableText.safe($0, limit: 120))" } ?? "there is no kid"
        let named = set.keys.filter { key in jwt.keyID.map { key.id == $0 } ?? true }
        let nameless = named.isEmpty ? set.keys.filter { $0.id == nil } : []
        let possible = named + nameless
        candidates = possible.filter { $0.fits(algorithm) }
        guard candidates.isEmpty else {
            finding =
                !nameless.isEmpty
                ? "\(name), and the server's keys have no kid, so each that fits is tried"
                : jwt.keyID == nil && candidates.count > 1
                    ? "\(name), though the server has \(candidates.count) keys that fit; each is tried" : name
            return
        }
        finding = "\(name), and \(KeyChoice.lack(possible, algorithm, set))"
    }

    /// Why no key fits.
    private static func lack(_ possible: [JSONWebKey], _ algorithm: String, _ set: JSONWebKeySet) -> String {
        if possible.count == 1, let reason = possible.first?.unfitness(for: algorithm) {
            return "\(possible[0].label) does not fit: \(reason)"
        }
        if set.keys.isEmpty {
            return set.others > 0
                ? "none of the \(set.others) elements of the server's key set can be read as a key: kty is missing"
                : "the server's key set is empty"
        }
        let known = set.keys.prefix(20).compactMap(\.id).joined(separator: ", ")
        return possible.isEmpty && !known.isEmpty
            ? "the server has \(PrintableText.safe(known, limit: 300))" : "the server has none that fits"
    }
}
