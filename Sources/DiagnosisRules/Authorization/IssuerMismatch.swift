internal import Diagnosis
internal import HTTPMessage
internal import OAuthCore

extension Rule {
    static let issuerMismatch = Rule(
        "issuer-mismatch", symptom: "a callback is of another issuer than was asked",
        proof: "the iss that came against the issuer of the metadata, as bytes", references: ["RFC 9207 §2.4"]
    ) { subject in
        guard let authorization = subject.refusedAuthorization, let error = authorization.error else { return nil }
        let issuer = subject.server.issuer ?? ""
        let isOfAnother = subject.isOfAnotherIssuer
        guard isOfAnother || [OAuthError.Code.issuerMismatch, .issuerMissing].contains(.init(rawValue: error)) else {
            return nil
        }
        guard let came = authorization.answer.first("iss") else {
            // An error brings no code that could be of another server, and says itself what is wrong.
            return .found(
                subject.authorizationRefusal == nil ? .proved : .possible,
                "The callback has no iss, and the server's metadata promises one: it may be of another server.",
                [
                    EvidenceLine(nil, "the metadata has authorization_response_iss_parameter_supported"),
                    EvidenceLine(nil, "the callback of authorization \(authorization.id) has no iss"),
                ], fix: Fix("Do not use the code; authorize again.", [subject.authorizeAgain(like: authorization)]))
        }
        guard let difference = Difference("the metadata's", issuer, "came", came) else { return nil }
        let isSlash = issuer + "/" == came || came + "/" == issuer
        return .found(
            .proved,
            isSlash
                ? "The issuer of the callback and that of the metadata differ by the slash at the end; they are compared as they are."
                : "The callback is of another issuer than was asked: \(difference.words).",
            [EvidenceLine(nil, "iss in the callback of authorization \(authorization.id)", difference: difference)],
            fix: isSlash
                ? Fix("Use the issuer as the server writes it.", [FixStep(.useIssuer(came))])
                : Fix(
                    "Do not use the code: this may be a mix-up attack. Authorize again.",
                    [subject.authorizeAgain(like: authorization)]))
    }
}

extension Case {
    /// Whether the callback names an issuer that is not the server's (RFC 9207 §2.4).
    var isOfAnotherIssuer: Bool {
        guard let came = refusedAuthorization?.answer.first("iss"), let issuer = server.issuer else { return false }
        return !came.utf8.elementsEqual(issuer.utf8)
    }
}
