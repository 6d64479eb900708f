internal import Diagnosis
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// A callback from anywhere, taken apart: of the code flow, of the implicit and hybrid flows, and of JARM.
struct CallbackURL {
    let address: String
    /// What came; for a response that is a JWT its claims.
    let parameters: FormParameters
    private let isFragment: Bool
    private let provider: RecordedProvider
    private let session: ExplainSession
    /// What a JWT of `response` says (JARM §4); nil where the parameters came as they are.
    private let response: JWTParts?
    private let readRemarks: [Remark]
    /// The authorization of this session that was sent with its state.
    private let authorization: RecordedAuthorization?

    /// What only a callback has.
    static let marks = ["code", "error", "access_token", "id_token", "response"]

    /// Nil where the URL has neither a code, a token nor an error.
    init?(_ url: String, session: ExplainSession) {
        let query = url.urlQuery
        let fragment =
            url.firstIndex(of: "#").map { String(url[url.index(after: $0)...].drop { "?/&".contains($0) }) } ?? ""
        let isAlone = !url.contains("?") && !url.contains("#") && !url.contains("://")
        let inQuery = WrittenParameters(isAlone ? url : query)
        let inFragment = WrittenParameters(fragment)
        isFragment = !CallbackURL.isCallback(inQuery.parameters) && CallbackURL.isCallback(inFragment.parameters)
        let written = isFragment ? inFragment : inQuery
        guard CallbackURL.isCallback(written.parameters) else { return nil }
        address = isAlone ? "" : url.urlAddress
        self.session = session
        provider = session.provider
        response = written.parameters.first("response").flatMap { try? JWTParts(reading: $0) }
        parameters =
            response.map { jwt in
                FormParameters(
                    (jwt.claims.members ?? []).filter { !["aud", "exp", "iat"].contains($0.name) }.map {
                        ($0.name, $0.value.plainText)
                    })
            } ?? written.parameters
        readRemarks = written.remarks
        let state = parameters.first("state")
        authorization = state.flatMap { state in session.authorizations.last { $0.sent.first("state") == state } }
    }

    private static func isCallback(_ parameters: FormParameters) -> Bool {
        let isRequest =
            parameters.first("client_id") != nil && parameters.first("error") == nil
            || parameters.first("grant_type") != nil
        return !isRequest && marks.contains { parameters.first($0) != nil }
    }

    /// What it is, in a few words with their article.
    var kind: String {
        if parameters.first("error") != nil { return "a callback with an error" }
        let tokens = ["access_token", "id_token"].contains { parameters.first($0) != nil }
        if tokens {
            return parameters.first("code") == nil ? "a callback of the implicit flow" : "a callback of a hybrid flow"
        }
        return response == nil ? "a callback" : "a callback whose response is a JWT"
    }

    var remarks: [Remark] {
        (readRemarks + outcome + tokens + repeated + state + issuer + signedResponse + place).sorted {
            $0.severity < $1.severity
        }
    }

    private var repeated: [Remark] {
        ["code", "state", "error", "iss", "access_token", "id_token"].filter { parameters.all($0).count > 1 }.map {
            Remark(.wrong, "parameter-repeated", "\($0) came more than once: believe none of them", "RFC 6749 §3.1")
        }
    }

    private var state: [Remark] {
        guard let state = parameters.first("state"), !state.isEmpty else {
            return [
                Remark(
                    .weak, "state-missing", "there is no state: nothing tells whose answer this is", "RFC 6749 §10.12")
            ]
        }
        guard let authorization else {
            return [
                Remark(
                    session.authorizations.isEmpty ? .note : .wrong, "state-unknown",
                    "no authorization of this session was sent with this state", "RFC 6749 §10.12")
            ]
        }
        return [Remark(.note, "state-known", "it answers authorization \(authorization.id)", "RFC 6749 §4.1.2")]
    }

    private var issuer: [Remark] {
        // A callback that this session did not ask for may be of any provider.
        guard authorization != nil || parameters.first("iss") != nil else { return [] }
        guard let found = parameters.first("iss") else {
            return provider.server.authorizationResponseIssParameterSupported
                ? [Remark(.wrong, "issuer-missing", "iss is missing, and the provider promises it", "RFC 9207 §2.4")]
                : []
        }
        guard let issuer = provider.server.issuer, let difference = Difference("issuer", issuer, "iss", found) else {
            return []
        }
        return [
            Remark(
                authorization == nil && URLParts(issuer)?.host != URLParts(found)?.host ? .weak : .wrong,
                "issuer-mismatch",
                "iss is not the provider's issuer: \(difference.words)", "RFC 9207 §2.4")
        ]
    }

    private var outcome: [Remark] {
        if let error = ServerError(parameters: parameters) {
            let meaning = CallbackURL.meanings[error.error].map { "; \($0)" } ?? ""
            var remarks = [Remark(.wrong, "refused", "the server said \(error.text)\(meaning)", "RFC 6749 §4.1.2.1")]
            if parameters.first("code") != nil {
                remarks.append(
                    Remark(.wrong, "error-and-code", "code and error come together; believe neither", "RFC 6749 §4.1.2")
                )
            }
            return remarks
        }
        guard let code = parameters.first("code") else { return [] }
        if code.isEmpty { return [Remark(.wrong, "code-empty", "code is empty", "RFC 6749 §4.1.2")] }
        if let authorization, authorization.code == code {
            return [Remark(.note, "code-known", "this session has taken its code", "RFC 6749 §4.1.2")]
        }
        return code.contains("%2F") || code.contains("%2f")
            ? [
                Remark(
                    .weak, "code-encoded", "the code is still percent-encoded (%2F); it must be sent decoded once",
                    "RFC 6749 App. B")
            ] : []
    }

    /// What the errors of an authorization response usually mean.
    private static let meanings = [
        "access_denied": "the user or the server refused consent",
        "invalid_request": "a parameter is missing, repeated or malformed",
        "unauthorized_client": "the client may not use this response type",
        "unsupported_response_type": "the server does not know the response type",
        "invalid_scope": "a scope is unknown, malformed or not allowed to the client",
        "server_error": "something broke at the server; nothing says that the request is wrong",
        "temporarily_unavailable": "the server is overloaded or in maintenance; try again later",
        "login_required": "prompt=none was asked and nobody is signed in",
        "interaction_required": "prompt=none was asked and the user must do something",
        "consent_required": "prompt=none was asked and consent is missing",
        "account_selection_required": "prompt=none was asked and the user must choose an account",
        "invalid_target": "the server does not know the resource that was asked for (RFC 8707)",
        "request_not_supported": "the server takes no request objects",
        "registration_not_supported": "the server does not take registration",
        "request_uri_not_supported": "the server takes no request_uri",
        "invalid_request_uri": "the request_uri has expired, was used before, or cannot be fetched",
        "invalid_request_object": "the request object has expired, or its signature or a claim is wrong",
        "invalid_authorization_details": "a type or member of authorization_details is not known",
        "unmet_authentication_requirements": "the user could not sign in as strongly as acr_values asked",
    ]

    private var tokens: [Remark] {
        let names = ["access_token", "id_token"].filter { parameters.first($0) != nil }
        guard !names.isEmpty, response == nil else { return [] }
        let named = names.joined(separator: " and ")
        var remarks: [Remark] = []
        let isPublic = parameters.first("access_token") != nil
        if !isFragment, !address.isEmpty {
            remarks.append(
                Remark(
                    .wrong, "token-in-query",
                    "\(named) came in the query, which logs and Referer headers keep; take it as known to others",
                    "RFC 9700 §4.3.2"))
        } else if isFragment {
            remarks.append(
                Remark(
                    isPublic ? .weak : .note, isPublic ? "implicit" : "fragment",
                    "\(named) came in the fragment: the answer of \(parameters.first("code") == nil ? "the implicit" : "a hybrid") flow"
                        + (isPublic
                            ? ", which RFC 9700 advises against, since the browser's history keeps the access_token"
                            : ""),
                    isPublic ? "RFC 9700 §2.1.2" : "OpenID Connect Core §3.2.2.5"))
        }
        if isPublic, parameters.first("token_type") == nil {
            remarks.append(
                Remark(.wrong, "token-type-missing", "token_type is missing beside access_token", "RFC 6749 §4.2.2"))
        }
        return remarks + identity
    }

    private var identity: [Remark] {
        guard let text = parameters.first("id_token") else { return [] }
        guard let jwt = try? JWTParts(reading: text) else {
            return [
                Remark(.weak, "id-token-unread", "id_token is not a JWT that can be read", "OpenID Connect Core §2")
            ]
        }
        var remarks: [Remark] = []
        if let end = jwt.claims["exp"]?.number, end < Double(session.now) {
            remarks.append(
                Remark(.note, "id-token-expired", "the ID token has expired by now", "OpenID Connect Core §3.1.3.7"))
        }
        if let sent = authorization?.sent.first("nonce"), jwt.claims["nonce"]?.string != sent {
            remarks.append(
                Remark(
                    .wrong, "nonce-mismatch", "the nonce of the ID token is not the one that was sent",
                    "OpenID Connect Core §3.2.2.11"))
        }
        if jwt.claims["nonce"] == nil, authorization == nil {
            remarks.append(
                Remark(
                    .weak, "nonce-missing", "the ID token has no nonce, which this flow must have",
                    "OpenID Connect Core §3.2.2.10"))
        }
        return remarks
    }

    /// A response that is a JWT (JARM §4.4): `iss`, `aud` and `exp` come before anything in it is looked at.
    private var signedResponse: [Remark] {
        guard let response else { return [] }
        var remarks = [
            Remark(
                .note, "signed-response",
                "the parameters are the claims of the JWT in response; its signature is not checked here",
                "JARM §2.3")
        ]
        if let end = response.claims["exp"]?.number, end < Double(session.now) {
            remarks.append(Remark(.wrong, "response-expired", "the response has expired (exp)", "JARM §2.4"))
        }
        for name in ["iss", "aud", "exp"] where response.claims[name] == nil {
            remarks.append(Remark(.wrong, "response-claim-missing", "the response has no \(name)", "JARM §2.1"))
        }
        let audience = response.claims["aud"].map { $0.elements?.compactMap(\.string) ?? [$0.plainText] } ?? []
        if let id = authorization?.clientID, !audience.isEmpty, !audience.contains(id) {
            remarks.append(Remark(.wrong, "response-audience", "the response is for another client (aud)", "JARM §2.4"))
        }
        if response.algorithm == nil || response.algorithm?.lowercased() == "none" {
            remarks.append(Remark(.wrong, "response-unsigned", "the response is not signed (alg none)", "JARM §2.2"))
        }
        return remarks
    }

    private var place: [Remark] {
        var remarks: [Remark] = []
        let hasTokens = ["access_token", "id_token"].contains { parameters.first($0) != nil }
        if isFragment, !hasTokens {
            remarks.append(
                Remark(
                    .weak, "fragment", "the parameters came in the fragment, after #, where a server cannot see them",
                    "RFC 6749 §4.1.2")
            )
        }
        guard let sent = authorization?.redirectURI, !address.isEmpty else { return remarks }
        if let difference = Difference("sent", sent.urlAddress, "came to", address) {
            remarks.append(
                Remark(
                    .wrong, "redirect-uri-changed", "it came to another address than was sent: \(difference.words)",
                    "RFC 6749 §3.1.2"))
        }
        return remarks
    }
}
