internal import Encodings
internal import HTTPMessage
package import JSONKit
package import OAuthCore

/// What a request carries, wherever it stands.
extension RecordedExchange {
    /// The members of a JSON body; nil where the body is of another kind.
    package var sentMembers: JSON? {
        parsed.sentMembers.value {
            guard !isForm, let body = request.body, body.count <= 1 << 20, let json = try? JSON(parsing: body),
                json.kind == .object
            else { return nil }
            return json
        }
    }

    /// A parameter of a form body, a member of a JSON body, or else a parameter of the URL.
    package func sentParameter(_ name: String) -> String? {
        if let value = form.first(name) { return value }
        if let member = sentMembers?[name] { return member.string ?? member.text() }
        return FormParameters.parse(request.url.urlQuery).first(name)
    }

    /// The DPoP proof (RFC 9449 §4.2), as far as it can be read.
    package var dpopProof: JWTParts? { request.headers["DPoP"].flatMap { try? JWTParts(reading: $0) } }

    /// Whether a header other than `Authorization` and `Cookie` carries what looks like a credential.
    package var hasOwnCredentialHeader: Bool { ownCredentialHeader != nil }

    /// The name of that header: `X-API-Key`.
    package var ownCredentialHeader: String? {
        request.headers.first { header in
            let name = header.name.lowercased()
            guard name != "authorization", name != "cookie", name != "dpop" else { return false }
            return ["api-key", "apikey", "-token", "auth-", "-auth", "-key", "private-token", "access-token"]
                .contains(where: name.contains)
        }?.name
    }
}

extension Case {
    /// The protected header of the access token that was sent, where that is a JWE in compact form (RFC 7516 §3.1).
    var sentJWEHeader: JSON? { exchange?.credential.flatMap { JWEHeader.read($0.value) } }
}

/// The protected header of a JWE.
enum JWEHeader {
    /// Nil where a text is not five parts of which the first is a JSON object with `enc`.
    static func read(_ text: String) -> JSON? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5, let first = parts.first, first.utf8.count < 8192,
            let bytes = Base64URL.decode(first), let json = try? JSON(parsing: bytes), json["enc"]?.string != nil
        else { return nil }
        return json
    }
}
