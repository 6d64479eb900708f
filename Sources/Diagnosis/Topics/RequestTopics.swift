internal import HTTPMessage

/// What servers say of the form of a request, of what carries it, and of who may send it.
extension Topic {
    static let pushed = Topic(
        name: "pushed-request",
        words: [
            "pushed authorization request", "must be pushed", "par is required", "par required", "requires par",
            "pushed request", "use par", "only pushed",
        ], at: Topic.front.union([.pushed]),
        speaksFor: ["par-required", "request-uri-expired", "request-uri-invalid"],
        meanings: [
            Meaning(
                "par-required", at: [.authorization, .page],
                "The server wants authorization requests to be pushed (PAR).",
                fix: "Push the request to the pushed_authorization_request_endpoint, and send its request_uri.",
                references: ["RFC 9126 §5"])
        ])

    static let requestURI = Topic(
        name: "request-uri", codes: ["invalid_request_uri"],
        words: ["request_uri", "request uri"], unless: ["redirect_uri…request uri"], at: Topic.front.union([.pushed]),
        speaksFor: ["request-uri-expired", "request-uri-invalid", "par-required"],
        meanings: [
            Meaning(
                "request-uri-invalid",
                "The server does not take the request_uri: it is unknown, was used before, or has expired.",
                fix: "Push the request again, and open the new request_uri once and at once.",
                references: ["RFC 9126 §2.2", "RFC 9101 §7"])
        ])

    static let requestObject = Topic(
        name: "request-object",
        codes: ["invalid_request_object", "request_not_supported", "request_uri_not_supported"],
        words: ["request object", "request parameter…jwt"], at: Topic.front.union([.pushed]),
        speaksFor: ["request-object-invalid"],
        meanings: [
            Meaning(
                "request-object-invalid", "The server does not take the request object.",
                fix: "Compare its signature, iss, aud and exp with RFC 9101, or send the parameters directly.",
                references: ["RFC 9101 §7"])
        ])

    static let responseType = Topic(
        name: "response-type", codes: ["unsupported_response_type", "unsupported_response_mode"],
        numbers: ["AADSTS700054", "AADSTS70007", "AADSTS70011"],
        words: ["response_type", "response type", "response_mode", "response mode"], at: Topic.front.union([.pushed]),
        speaksFor: ["grant-not-allowed", "response-type-refused"],
        meanings: [
            Meaning(
                "response-type-refused", "The server does not serve this response type or mode to this client.",
                fix: "Use response_type=code, or have the client registered for this one.",
                references: ["RFC 6749 §4.1.2.1"])
        ])

    static let scope = Topic(
        name: "scope", codes: ["invalid_scope", "scope_invalid", "invalid_scopes"],
        numbers: ["AADSTS70011", "AADSTS650053", "AADSTS28000", "AADSTS28002", "AADSTS1002012"],
        words: [
            "invalid scope", "unknown scope", "scope…not allowed", "scope…invalid", "unsupported scope",
            "scopes are invalid", "scope…not supported", "scope…malformed", "scope…does not exist", "ungültiger scope",
            "scope invalide", "ámbito no válido",
        ],
        at: Topic.clientSide.union(Topic.front),
        speaksFor: [
            "scope-unregistered", "scope-case", "scope-delimiter", "scope-wider-than-granted", "scope-refused",
        ],
        meanings: [
            Meaning(
                "scope-refused", "The server does not take the scope that was asked for.",
                fix:
                    "Ask for the scopes that the server lists and that the client may have, with single spaces between them.",
                references: ["RFC 6749 §3.3"])
        ])

    static let tester = Topic(
        name: "tester",
        words: [
            "approved testers", "test users", "currently being tested", "has not completed the google verification",
            "not completed the…verification process", "app is in development mode", "app isn't available",
            "app not active",
            "developer mode", "not verified by", "only be accessed by", "development mode",
        ], speaksFor: ["user-not-tester", "access-denied"],
        meanings: [
            Meaning(
                "user-not-tester",
                "The app is in testing at the provider, and the user who signs in is not among its testers.",
                fix:
                    "Add the user to the test users of the app's consent screen, or have the app verified and published."
            )
        ])

    static let policy = Topic(
        name: "policy", codes: ["access_denied"], numbers: ["AADSTS50105", "AADSTS50177"],
        words: [
            "policy evaluation failed", "policy", "not assigned to a role", "user is not assigned",
            "not assigned to the client application",
        ],
        at: Topic.front, speaksFor: ["access-denied", "user-not-tester", "consent-missing"],
        meanings: [
            Meaning(
                "access-denied", "A policy of the server refuses the client or the user.",
                fix: "Have the server's administrator look at the policy or assignment for this client and user.",
                references: ["RFC 6749 §4.1.2.1"]
            ) { subject in !subject.words.sentences.isEmpty }
        ])

    static let blocked = Topic(
        name: "blocked",
        words: [
            "request blocked", "has been blocked", "attention required", "access to this page has been denied",
            "web application firewall", "the request could not be satisfied", "you don't have permission to access",
            "incident id", "reference #", "ray id", "security policy", "bot detection", "captcha", "request rejected",
        ], speaksFor: ["request-blocked", "proxy-refused", "not-an-oauth-response"],
        meanings: [
            Meaning(
                "request-blocked",
                "Something in front of the server, a firewall or a filter, has blocked the request before the server saw it.",
                fix:
                    "Look for what the filter may dislike in the request (an address, a User-Agent, a long parameter), or "
                    + "ask the operator with the number that the page gives.")
        ])

    static let json = Topic(
        name: "json-body",
        words: [
            "body failed validation", "grant_type should be defined", "must be json", "json body", "invalid json",
            "content-type must be application/json", "expected json", "unexpected token…json", "json parse error",
            "malformed json", "unexpected token", "could not parse…json", "body…not valid json", "request body…json",
        ], at: Topic.clientSide.union([.registration]),
        speaksFor: ["json-wanted", "token-request-malformed"],
        meanings: [
            Meaning(
                "json-wanted", "The server reads a JSON body, and a form was sent, as RFC 6749 has it.",
                fix: "Send the same members as JSON: `post URL grant_type=authorization_code code=…` sends JSON."
            ) { subject in subject.exchange?.isForm == true }
        ])

    static let mediaType = Topic(
        name: "media-type", codes: ["unsupported_media_type"],
        words: [
            "content-type", "content type", "media type", "unsupported media", "x-www-form-urlencoded",
            "grant type none", "missing form parameter: grant_type", "missing parameter: grant_type",
        ], speaksFor: ["token-request-malformed", "json-wanted", "media-type"],
        meanings: [
            Meaning(
                "token-request-malformed", at: [.token],
                "The server finds no parameters in the request: the body is JSON, and the token endpoint reads a form.",
                fix: "Send the parameters as application/x-www-form-urlencoded, with `--form`.",
                references: ["RFC 6749 §4.1.3"]
            ) { subject in subject.exchange?.isForm == false && subject.exchange?.request.body?.isEmpty == false },
            Meaning(
                "media-type", at: Topic.resources, "The server does not take a body of this media type.",
                fix: "Set the Content-Type that the API asks for.", references: ["RFC 9110 §15.5.16"]),
        ])

    static let parameterMissing = Topic(
        name: "parameter-missing",
        numbers: ["AADSTS900144", "AADSTS90014"],
        words: [
            "is required", "is missing", "missing required parameter", "missing parameter", "missing \"",
            "parameter…missing",
            "must be provided", "missing form parameter", "required parameter", "fehlender parameter",
            "paramètre manquant", "falta el parámetro",
        ],
        unless: [
            "token is missing", "header is missing", "token is required", "authentication is required",
            "consent is required", "permission is required", "scope is required", "redirect_uri is required",
            "par is required",
        ],
        at: Topic.clientSide.union([.registration]),
        speaksFor: [
            "token-request-malformed", "client-metadata-refused", "verifier-missing", "client-secret-missing",
            "redirect-uri-changed",
            "client-id-missing", "resource-missing",
        ],
        meanings: [
            Meaning(
                "client-id-missing", at: Topic.clientSide, "The server asks for client_id in the body of the request.",
                fix: "Send client_id as an item of the request too: exchange client_id=…",
                references: ["RFC 6749 §4.1.3"]
            ) { subject in
                subject.words.lowercased.contains("client_id") && subject.exchange?.sentParameter("client_id") == nil
            },
            Meaning(
                "token-request-malformed", at: Topic.clientSide,
                "The server asks for a parameter that the request does not have, or has empty.",
                fix: "Send the parameter that the server names.", references: ["RFC 6749 §5.2"]),
            Meaning(
                "client-metadata-refused", at: [.registration],
                "The server asks for a member that the registration does not have.",
                fix: "Send the member that the server names.", references: ["RFC 7591 §3.2.2"]),
        ])

    static let authorizationParameterMissing = Topic(
        name: "authorization-parameter-missing",
        words: [
            "is required", "is missing", "missing required parameter", "missing parameter", "missing \"", "missing '",
            "parameter…missing", "must be provided", "required parameter", "no client_id", "no response_type",
        ],
        at: Topic.front, speaksFor: ["client-id-missing", "authorization-parameter-missing"],
        meanings: [
            Meaning(
                "client-id-missing", "The server asks for client_id, and the authorization request does not have it.",
                fix: "Send client_id with the authorization request.", references: ["RFC 6749 §4.1.1"]
            ) { subject in subject.lacksNamed(["client_id"]) },
            Meaning(
                "authorization-parameter-missing",
                "The server asks for a parameter that the authorization request does not have: response_type, state or nonce.",
                fix: "Send the parameter that the server names.", references: ["RFC 6749 §4.1.1"]
            ) { subject in subject.lacksNamed(["response_type", "state", "nonce"]) },
        ])

    static let userAgent = Topic(
        name: "user-agent",
        words: ["user-agent", "user agent"], speaksFor: ["user-agent-refused"],
        meanings: [
            Meaning(
                "user-agent-refused", "The server asks for another User-Agent.",
                fix: "Set a User-Agent that names your application: User-Agent:my-app/1.0.")
        ])

    static let origin = Topic(
        name: "origin",
        numbers: ["AADSTS9002326", "AADSTS9002327"],
        words: ["origin…not allowed", "invalid origin", "origin is not", "cross-origin token redemption", "cors"],
        speaksFor: ["origin-refused", "cors-blocked"],
        meanings: [
            Meaning(
                "origin-refused", "The server does not take requests of this origin.",
                fix: "Register the origin at the provider, or send no Origin header.", references: ["Fetch §3.2"])
        ])

    /// The server or the application says that the cookie of the login did not come back.
    package static let cookie = Topic(
        name: "cookie",
        words: [
            "cookie not found", "cookies are", "cookie…missing", "session…expired", "restart login cookie",
            "your login attempt timed out", "correlation failed", "session cookie", "no cookie",
        ], at: [.page, .callback, .authorization, .resource],
        speaksFor: Topic.lostLogin,
        meanings: [
            Meaning(
                "session-cookie-lost", at: [.page, .callback, .authorization],
                "The server does not find the cookie of the session that began the login.",
                fix:
                    "Begin the login again in one tab and by one host name; look at Secure, SameSite, Path and Domain of the cookie."
            )
        ])

    /// The application says that the `state` is missing, or is not the one that it kept (RFC 6749 §10.12).
    package static let state = Topic(
        name: "state",
        codes: [
            "invalid_state", "state_mismatch", "csrf_detected", "bad_state", "authorization_request_not_found",
            "missing_state", "oauth_state_mismatch", "state_not_found",
        ],
        words: [
            "invalid state", "state mismatch", "state…not match", "state parameter", "state is missing",
            "missing state",
            "state not found", "state…not found", "state…expired", "state cookie", "wrong state", "csrf",
            "cross-site request forgery", "authorization_request_not_found", "authorization request not found",
            "unable to verify…state", "state verification", "oauth state", "state value", "state was missing",
            "code_verifier cookie", "nonce cookie", "ungültiger state", "mismatching_state",
        ], unless: ["united states"], at: Topic.front, speaksFor: Topic.lostLogin.union(["state-mismatch"]),
        meanings: [
            Meaning(
                "state-cookie-lost", at: [.callback, .page],
                "The application does not find the state of this callback: the cookie or the session that kept it did not "
                    + "come, is over, or is of another login.",
                fix:
                    "Begin the login again in one tab and by one host name; look at Secure, SameSite, Path and Domain of the "
                    + "cookie that keeps the state.", references: ["RFC 6749 §10.12"])
        ])

    /// What becomes of the cookies in which a login is kept.
    static let lostLogin: Set<String> = [
        "session-cookie-lost", "cookie-secure-http", "cookie-overwritten", "state-cookie-lost", "cookie-samesite",
        "cookie-refused", "callback-elsewhere", "callback-twice", "login-loop",
    ]

    static let method = Topic(
        name: "method", codes: ["method_not_allowed"],
        words: ["method not allowed", "http method", "only post", "must be post", "use post"],
        speaksFor: ["token-request-malformed", "request-refused", "token-endpoint-redirects", "method-refused"],
        meanings: [
            Meaning(
                "method-refused", "The server does not take this method here.",
                fix: "Use the method that its Allow header or its documentation names.",
                references: ["RFC 9110 §15.5.6"])
        ])
}

extension Case {
    /// Whether the server names one of these parameters, and the authorization request does not have it.
    fileprivate func lacksNamed(_ names: [String]) -> Bool {
        guard let sent = authorizationStop?.sent else { return false }
        return names.contains { name in words.lowercased.contains(name) && sent.first(name) == nil }
    }
}
