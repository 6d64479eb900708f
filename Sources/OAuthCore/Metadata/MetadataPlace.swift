internal import HTTPMessage

/// An address at which metadata stands, by the specifications: of an authorization server (RFC 8414 §3.1, §5, OpenID
/// Connect Discovery §4.1) or of a protected resource (RFC 9728 §3.1).
public struct MetadataPlace: Sendable, Equatable {
    /// The address.
    public let url: String
    /// In a few words, how it was made: `RFC 8414, path after it`.
    public let rule: String

    private static let oauth = "/.well-known/oauth-authorization-server"
    private static let openID = "/.well-known/openid-configuration"
    private static let resource = "/.well-known/oauth-protected-resource"
    private static let mark = "/.well-known/"

    package init(url: String, rule: String) {
        self.url = url
        self.rule = rule
    }

    /// The addresses that the metadata of an issuer may have, in the order in which they are asked.
    ///
    /// - Throws: ``OAuthError/Code/issuerInvalid`` where the issuer is not a URL, or has a query or a fragment.
    public static func places(ofIssuer issuer: String) throws(OAuthError) -> [MetadataPlace] {
        let (origin, path) = try MetadataRequest(issuer: issuer).divided()
        let first = MetadataPlace(url: "\(origin)\(oauth)\(path)", rule: "RFC 8414 §3.1")
        let appended = MetadataPlace(url: "\(origin)\(path)\(openID)", rule: "OpenID Connect Discovery §4.1")
        if path.isEmpty { return [first, appended] }
        return [first, MetadataPlace(url: "\(origin)\(openID)\(path)", rule: "RFC 8414 §5"), appended]
    }

    /// The addresses that the metadata of a protected resource may have: with its path, then without (RFC 9728 §3.1).
    ///
    /// - Throws: ``OAuthError/Code/issuerInvalid`` where the resource is not a URL.
    public static func places(ofResource url: String) throws(OAuthError) -> [MetadataPlace] {
        let bare = String(url.prefix { $0 != "?" && $0 != "#" })
        let (origin, path) = try MetadataRequest(issuer: bare).divided(keepingSlash: true)
        let root = MetadataPlace(url: "\(origin)\(resource)", rule: "RFC 9728 §3.1, of the whole host")
        guard !path.isEmpty, path != "/" else { return [root] }
        return [MetadataPlace(url: "\(origin)\(resource)\(path)", rule: "RFC 9728 §3.1"), root]
    }

    /// The issuers whose document may stand at an address; empty where it is not a well-known one.
    public static func issuers(of url: String) -> [String] {
        bases(of: url, names: MetadataRequest.Form.allCases.map(\.rawValue), appends: true)
    }

    /// The resources whose metadata may stand at an address; empty where it is not a well-known one.
    public static func resources(of url: String) -> [String] {
        let bases = bases(of: url, names: ["oauth-protected-resource"], appends: false)
        // Only of a whole host the slash goes without saying: the path of a resource keeps its own.
        return bases.first.flatMap(URLParts.init)?.path.isEmpty == true ? bases : Array(bases.prefix(1))
    }

    /// What stands before and after `/.well-known/NAME`, with and without a slash at its end.
    private static func bases(of url: String, names: [String], appends: Bool) -> [String] {
        let address = String(url.prefix { $0 != "?" && $0 != "#" })
        guard let place = address.firstRange(of: mark) else { return [] }
        let before = String(address[..<place.lowerBound])
        let after = address[place.upperBound...]
        let name = after.prefix { $0 != "/" }
        guard names.contains(String(name)) else { return [] }
        let path = String(after[name.endIndex...])
        guard path.isEmpty || URLParts(before)?.path.isEmpty == true, appends || URLParts(before)?.path.isEmpty == true
        else {
            return []
        }
        let base = before + (path == "/" ? "" : path)
        return base.hasSuffix("/") ? [base, String(base.dropLast())] : [base, base + "/"]
    }
}
