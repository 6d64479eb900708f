internal import HTTPMessage

/// What servers say of the client and of how it proves itself.
extension Topic {
    /// The server says that it does not know the client that the request names.
    package static let client = Topic(
        name: "client", codes: ["oauth.v2.invalidclientidentifier", "invalid_client_id", "client_not_found"],
        numbers: ["AADSTS700016", "AADSTS700038", "AADSTS700025"],
        words: [
            "unknown client", "invalid client identifier", "client not found", "client was not found",
            "client does not exist", "no such client", "client_id is unknown", "unknown client_id",
            "invalid client id", "invalid client_id", "invalid value for 'client_id'", "invalid value for client_id",
            "client id is invalid", "client_id is invalid",
            "client_id is not valid", "oauth client was not found", "the oauth client was deleted",
            "no client with requested id", "application with identifier…was not found", "application not found",
            "could not find…client", "client is not registered", "client_id not registered", "client…not known",
            "application…is not registered",
            "app…is not registered", "invalid_client…no client",
            "unbekannter client", "client inconnu", "cliente desconocido", "cliente desconhecido", "不明なクライアント",
            "客户端不存在", "client_id 无效",
        ], unless: ["registered for this", "registered for the grant", "registered for that"],
        at: Topic.clientSide.union(Topic.front),
        speaksFor: ["client-unknown", "wrong-tenant", "client-gone"],
        meanings: [
            Meaning(
                "client-unknown", "The server says that it does not know this client.",
                fix: "Compare client_id with the one that the provider shows, and the server, its tenant and its "
                    + "environment with those of the registration; register the client again where it was deleted.",
                references: ["RFC 6749 §5.2"])
        ])

    static let tenant = Topic(
        name: "tenant", numbers: ["AADSTS90002", "AADSTS50020", "AADSTS900144", "AADSTS50194", "AADSTS900023"],
        words: [
            "wrong tenant", "tenant…not found", "not found in the directory", "does not exist in tenant",
            "not configured as a multi-tenant", "invalid tenant", "unknown realm", "realm does not exist",
            "realm not found",
        ],
        speaksFor: ["client-unknown", "wrong-tenant"],
        meanings: [
            Meaning(
                "wrong-tenant", "The server says that the client or the user is not of this tenant.",
                fix: "Use the endpoints of the tenant (the realm, the directory) in which the client is registered.")
        ])

    static let secretIdentifier = Topic(
        name: "secret-id", numbers: ["AADSTS7000215"],
        words: ["not the client secret id", "secret value, not the…id"], at: Topic.clientSide,
        speaksFor: ["client-secret-is-its-id", "secret-wrong", "secret-replaced"],
        meanings: [
            Meaning(
                "client-secret-is-its-id",
                "The secret that was sent has the form of a GUID: it is the secret's ID, and not its value.",
                fix:
                    "Copy the value of the secret, which is shown once when it is made; make a new one where it is gone."
            ) { subject in subject.sentClient?.secret.map(GUID.isOne) ?? false },
            Meaning(
                "secret-wrong", "The server says that the client secret is not the right one.",
                fix:
                    "Send the value of the secret (not its ID) that the provider shows for this client, or make a new one."
            ),
        ])

    static let secretExpired = Topic(
        name: "secret-expired", codes: ["client_secret_expired", "expired_client_secret"], numbers: ["AADSTS7000222"],
        words: [
            "client secret…expired", "client secret keys…expired", "expired client secret", "secret has expired",
            "client_secret…expired",
        ], at: Topic.clientSide,
        speaksFor: ["secret-expired", "secret-wrong"],
        meanings: [
            Meaning(
                "secret-expired", "The server says that the client secret has expired.",
                fix: "Make a new secret at the provider, and store it with `client add ID --secret`.")
        ])

    static let secret = Topic(
        name: "secret",
        codes: [
            "bad_client_secret", "incorrect_client_credentials", "invalid_client_secret", "invalid_client_credentials",
        ],
        numbers: ["AADSTS7000215", "AADSTS7000222", "AADSTS7000216"],
        words: [
            "client secret", "client_secret", "invalid secret", "secret mismatch", "clientgeheimnis", "client-secret",
            "secret du client", "clave secreta del cliente", "クライアントシークレット", "客户端密钥",
            "invalid client credentials", "bad client credentials", "client credentials are invalid",
            "client credentials were incorrect",
        ], at: Topic.clientSide,
        speaksFor: [
            "secret-wrong", "secret-replaced", "secret-expired", "client-secret-is-its-id", "client-auth-method",
            "client-auth-encoding", "client-secret-missing", "client-secret-lifetime", "client-auth-twice",
            "grant-not-allowed",
        ],
        meanings: [
            Meaning(
                "client-secret-missing", "The server asks for the client secret, and none was sent.",
                fix: "Store the secret with `client add ID --secret`, and send it.", references: ["RFC 6749 §2.3.1"]
            ) { subject in subject.sentClient?.secret == nil && subject.exchange?.form.first("client_assertion") == nil
            },
            Meaning(
                "secret-wrong", "The server says that the client secret is not the right one.",
                fix: "Send the secret that the provider shows for this client, or reset it.",
                references: ["RFC 6749 §5.2"]),
        ])

    static let clientAuthentication = Topic(
        name: "client-authentication",
        numbers: ["AADSTS7000218", "AADSTS401004"],
        words: [
            "missing valid authorization header", "missing authorization header", "authorization header…missing",
            "authorization header…required", "client authentication…missing", "client authentication required",
            "client authentication is required", "no client authentication", "must…authenticate", "basic auth…required",
            "client_assertion…client_secret", "unsupported…authentication method", "token_endpoint_auth_method",
            "authentication method…not allowed", "authentication method…was requested",
            "supports client authentication method", "not allowed to use…authentication method",
            "no client credentials", "client credentials…missing", "client credentials missing",
            "credentials are required",
        ],
        unless: ["supported methods:", "user must authenticate"], at: Topic.clientSide, takesAlternatives: true,
        speaksFor: [
            "client-auth-method", "client-secret-missing", "client-auth-missing", "client-auth-twice",
            "client-assertion-invalid", "grant-not-allowed",
        ],
        meanings: [
            Meaning(
                "client-secret-missing",
                "The server wants the client to authenticate, and the request has neither an Authorization header nor a client_secret.",
                fix:
                    "Store the secret with `client add ID --secret`; send it with HTTP Basic, or have the client registered "
                    + "as a public one.", references: ["RFC 6749 §2.3.1"]
            ) { subject in subject.sentClient?.secret == nil && subject.exchange?.form.first("client_assertion") == nil
            },
            Meaning(
                "client-auth-method",
                "The server asks for the client's credentials in the Authorization header (HTTP Basic), and the request has them in its body.",
                fix: "Send the secret by client_secret_basic: `client add ID --auth client_secret_basic`.",
                references: ["RFC 6749 §2.3.1"]
            ) { subject in
                subject.sentClient?.method == "client_secret_post" && subject.words.lowercased.contains("header")
            },
            Meaning(
                "client-auth-method", "The server does not take the way in which the client authenticates.",
                fix: "Choose a method that the server takes with --auth; its metadata may list them.",
                references: ["RFC 6749 §2.3"]),
        ])

    /// The server says that the client authenticates in more than one way (RFC 6749 §2.3).
    package static let twoMethods = Topic(
        name: "two-methods", codes: ["multiple_client_credentials"],
        words: [
            "multiple authentication methods", "more than one…auth", "more than one mechanism", "multiple…credentials",
            "two ways", "multiple client credentials", "more than one client", "only one…method", "both…header and",
            "only one authentication", "multiple client auth", "mehrere authentifizierungs",
        ], at: Topic.clientSide, takesAlternatives: true, speaksFor: ["client-auth-twice"],
        meanings: [
            Meaning(
                "client-auth-twice",
                "The server counts two ways in which the client authenticates: HTTP Basic, and client_id in the body.",
                fix: "Leave client_id and client_secret out of the body beside HTTP Basic (`exchange -client_id`), or "
                    + "send both in the body alone.", references: ["RFC 6749 §2.3"]
            ) { subject in
                subject.sentClient?.rawBasic != nil && subject.exchange?.form.first("client_id") != nil
            },
            Meaning(
                "client-auth-twice", "The server counts two ways in which the client authenticates.",
                fix: "Leave one of them out.", references: ["RFC 6749 §2.3"]),
        ])

    static let clientAssertion = Topic(
        name: "client-assertion", codes: ["invalid_client_assertion"],
        numbers: ["AADSTS700027", "AADSTS50027", "AADSTS700021", "AADSTS700024", "AADSTS700026", "AADSTS7000110"],
        words: [
            "client assertion", "client_assertion", "invalid assertion", "assertion…expired", "assertion…signature",
            "assertion…audience", "jwt assertion", "assertion is not", "assertion was", "assertion audience",
        ], at: Topic.clientSide,
        speaksFor: ["client-assertion-invalid", "assertion-invalid"],
        meanings: [
            Meaning(
                "client-assertion-invalid", "The server does not take the client assertion.",
                fix:
                    "Compare iss, sub, aud, exp and jti of the assertion with RFC 7523 §3, and its key with the registered one.",
                references: ["RFC 7523 §3"]
            ) { subject in subject.exchange?.sentParameter("client_assertion") != nil },
            Meaning(
                "assertion-invalid", "The server does not take the assertion.",
                fix:
                    "Compare iss, sub, aud and exp of the assertion with RFC 7523 §3, and its key with the registered one.",
                references: ["RFC 7523 §3.1"]),
        ])

    static let federatedSubject = Topic(
        name: "federated-subject",
        numbers: ["AADSTS700211", "AADSTS700212", "AADSTS700213", "AADSTS70021", "AADSTS7002138", "AADSTS7002131"],
        words: [
            "no matching federated identity", "federated identity credential",
            "not authorized to perform sts:assumerolewithwebidentity",
            "the given credential is rejected by the attribute condition", "attribute condition", "no matching…subject",
            "unable to acquire impersonated credentials",
        ],
        isOfToken: true, speaksFor: ["federated-subject-mismatch", "client-assertion-invalid"],
        meanings: [
            Meaning(
                "federated-subject-mismatch",
                "The server trusts no token with this issuer, subject and audience: the trust is configured for another workload.",
                fix:
                    "Compare iss, sub and aud of the token that was sent with the trust that the server has, to the character."
            )
        ])

    static let registration = Topic(
        name: "registration",
        codes: [
            "invalid_client_metadata", "invalid_redirect_uri", "invalid_software_statement",
            "unapproved_software_statement", "registration_not_supported", "invalid_redirect_uris",
        ],
        words: [
            "dynamic registration", "dynamic client registration", "registration is not", "registration disabled",
            "initial access token", "trusted hosts", "policy 'trusted", "client registration",
        ], at: [.registration], speaksFor: ["registration-refused", "client-metadata-refused"],
        meanings: [
            Meaning(
                "client-metadata-refused", "The server refuses what the registration asks for.",
                fix: "Change the member that the server names, and register again.", references: ["RFC 7591 §3.2.2"]
            ) { subject in subject.status == 400 },
            Meaning(
                "registration-refused", "The server does not let this client register itself.",
                fix: "Register the client by hand, or send the initial access token that the server's operator gives.",
                references: ["RFC 7591 §3"]),
        ])

    static let clientDisabled = Topic(
        name: "client-disabled", codes: ["client_disabled", "disabled_client", "application_disabled", "org_internal"],
        numbers: ["AADSTS7000112", "AADSTS7000114"],
        words: [
            "client is disabled", "client disabled", "application is disabled", "app is disabled",
            "client is not enabled",
            "client has been disabled", "client is inactive", "has been suspended", "client is blocked",
        ], speaksFor: ["client-disabled"],
        meanings: [
            Meaning(
                "client-disabled", "The server says that the client is disabled.",
                fix: "Have the client enabled at the provider.")
        ])

    static let certificate = Topic(
        name: "client-certificate",
        words: [
            "client certificate", "mutual tls", "mtls", "certificate required", "no required ssl certificate",
            "ssl certificate error", "x5t#s256", "certificate-bound", "certificate bound",
        ], speaksFor: ["certificate-required"],
        meanings: [
            Meaning(
                "certificate-required", "The server wants a client certificate.",
                fix: "Send the certificate that is registered for the client, with --cert and --key.",
                references: ["RFC 8705 §2"])
        ])

    /// Where a client authenticates.
    package static let clientSide: Set<EndpointKind> = [
        .token, .pushed, .introspection, .revocation, .device, .backchannel,
    ]
    /// What a browser sees of an authorization.
    static let front: Set<EndpointKind> = [.authorization, .callback, .page]
    /// What a token opens.
    package static let resources: Set<EndpointKind> = [.resource, .userinfo, .management]
}

/// The form of a GUID.
enum GUID {
    /// Whether a text is 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12.
    static func isOne(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(\.isHexDigit) }
    }
}
