internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// The request object of an authorization request, read and not verified (RFC 9101 §4).
struct RequestObject {
    /// Its claims as the parameters of the request; nil where it cannot be read.
    let parameters: FormParameters?
    let remarks: [Remark]

    /// Claims about the object itself.
    private static let own: Set<String> = ["iss", "aud", "exp", "nbf", "iat", "jti", "sub"]

    /// - Parameters:
    ///   - text: the JWT.
    ///   - outer: the parameters of the URL.
    init(_ text: String, beside outer: FormParameters, _ session: ExplainSession, _ isOfProvider: Bool) {
        if outer.first("request_uri") != nil {
            parameters = nil
            remarks = [Remark(.wrong, "request-and-uri", "request and request_uri come together", "RFC 9101 §5")]
            return
        }
        let jwt: JWTParts
        do throws(OAuthError) {
            jwt = try JWTParts(reading: text)
        } catch {
            parameters = nil
            let isEncrypted = text.split(separator: ".", omittingEmptySubsequences: false).count == 5
            remarks = [
                isEncrypted
                    ? Remark(
                        .note, "request-object-encrypted",
                        "the request object is encrypted; only the server can read it",
                        "RFC 9101 §6.1")
                    : Remark(.wrong, "request-object-malformed", "request is not a JWT: \(error.found)", "RFC 9101 §4")
            ]
            return
        }
        parameters = FormParameters(
            (jwt.claims.members ?? []).filter { !RequestObject.own.contains($0.name) }.map {
                ($0.name, $0.value.plainText)
            })
        remarks =
            RequestObject.time(jwt, session.now) + RequestObject.signature(jwt)
            + RequestObject.parties(jwt, outer, isOfProvider ? session.provider.server : nil)
            + RequestObject.beside(jwt, outer)
    }

    private static func signature(_ jwt: JWTParts) -> [Remark] {
        guard jwt.algorithm == nil || jwt.algorithm?.lowercased() == "none" else {
            return [
                Remark(
                    .note, "request-object",
                    "the parameters are those of the request object, signed with \(PrintableText.safe(jwt.algorithm ?? "", limit: 40)); "
                        + "its signature is not checked here", "RFC 9101 §4")
            ]
        }
        return [
            Remark(
                .weak, "request-object-unsigned",
                "the request object is not signed (alg none), so that anybody can change it",
                "RFC 9101 §10.5")
        ]
    }

    private static func time(_ jwt: JWTParts, _ now: Int64) -> [Remark] {
        var remarks: [Remark] = []
        if let end = jwt.claims["exp"]?.number, end < Double(now) {
            remarks.append(
                Remark(
                    .wrong, "request-object-expired",
                    "the request object has expired, \(Int64(max(0, min(Double(now) - end, 1e15)))) s ago (exp)",
                    "RFC 7519 §4.1.4"))
        }
        if let start = jwt.claims["nbf"]?.number, start > Double(now) + 60 {
            remarks.append(
                Remark(.wrong, "request-object-early", "the request object is not valid yet (nbf)", "RFC 7519 §4.1.5"))
        }
        return remarks
    }

    private static func parties(_ jwt: JWTParts, _ outer: FormParameters, _ server: AuthorizationServer?) -> [Remark] {
        var remarks: [Remark] = []
        let claims = jwt.claims
        for name in ["request", "request_uri"] where claims[name] != nil {
            remarks.append(
                Remark(.wrong, "request-object-nested", "the request object has \(name) in it", "RFC 9101 §4"))
        }
        let inner = claims["client_id"]?.string
        if let id = outer.first("client_id"), let inner, id != inner {
            remarks.append(
                Remark(
                    .wrong, "request-object-client",
                    "client_id of the URL is not the one in the request object, \(PrintableText.safe(inner, limit: 100))",
                    "RFC 9101 §5"))
        }
        if outer.first("client_id") == nil {
            remarks.append(
                Remark(.wrong, "client-missing", "client_id is missing beside request", "RFC 9101 §5"))
        }
        if inner == nil {
            remarks.append(
                Remark(.wrong, "request-object-client", "the request object has no client_id", "RFC 9101 §4"))
        }
        if let issuer = claims["iss"]?.string, let id = inner ?? outer.first("client_id"), issuer != id {
            remarks.append(
                Remark(.weak, "request-object-issuer", "iss of the request object is not the client_id", "RFC 9101 §4"))
        }
        let audience = claims["aud"].map { $0.elements?.compactMap(\.string) ?? [$0.plainText] } ?? []
        if let issuer = server?.issuer, !audience.isEmpty, !audience.contains(issuer) {
            remarks.append(
                Remark(
                    .weak, "request-object-audience",
                    "aud of the request object is \(PrintableText.safe(audience.joined(separator: ", "), limit: 200)), not the "
                        + "issuer \(PrintableText.safe(issuer, limit: 200))", "RFC 9101 §4"))
        }
        return remarks
    }

    private static func beside(_ jwt: JWTParts, _ outer: FormParameters) -> [Remark] {
        let beside = outer.map(\.name).filter {
            !["request", "client_id", "response_type", "scope"].contains($0) && jwt.claims[$0] == nil
        }
        guard !beside.isEmpty else { return [] }
        return [
            Remark(
                .weak, "request-object-beside",
                "\(PrintableText.safe(beside.joined(separator: ", "), limit: 200)) only outside the request object "
                    + "\(beside.count == 1 ? "is" : "are") not read by a server that follows RFC 9101", "RFC 9101 §6.3")
        ]
    }
}

extension String {
    /// Whether the text parses as JSON.
    var isJSON: Bool { (try? JSON(parsing: self)) != nil }
}
