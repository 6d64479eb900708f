extension MetadataField {
    private static let server = "RFC 8414 §2"
    private static let openID = "OpenID Connect Discovery §3"

    /// Every member, in the order in which they are shown: what a client calls first, then what it may ask for.
    public static let all: [MetadataField] = addresses + requests + clients + users + documents

    /// Who the server is, and where its endpoints are.
    private static let addresses = [
        MetadataField("issuer", .url, server, "the identifier of the server"),
        MetadataField("authorization_endpoint", .url, server, "where users are sent"),
        MetadataField("token_endpoint", .url, server, "where codes are exchanged"),
        MetadataField("userinfo_endpoint", .url, openID, "where the user is described"),
        MetadataField("revocation_endpoint", .url, server, "where tokens are revoked"),
        MetadataField("introspection_endpoint", .url, server, "where tokens are asked about"),
        MetadataField("registration_endpoint", .url, server, "where clients register themselves"),
        MetadataField("jwks_uri", .url, server, "the keys that tokens are signed with"),
        MetadataField("device_authorization_endpoint", .url, "RFC 8628 §4", "where devices ask for a user code"),
        MetadataField(
            "pushed_authorization_request_endpoint", .url, "RFC 9126 §5", "where authorization requests are pushed"),
        MetadataField(
            "backchannel_authentication_endpoint", .url, "OpenID Connect CIBA §4",
            "where a client asks for a user's sign-in"),
        MetadataField("end_session_endpoint", .url, "OpenID Connect RP-Initiated Logout §2.1", "where users sign out"),
        MetadataField(
            "check_session_iframe", .url, "OpenID Connect Session Management §3.3",
            "the page that watches the user's session"),
        MetadataField(
            "mtls_endpoint_aliases", .object, "RFC 8705 §5", "other endpoints for clients with a certificate"),
    ]

    /// What a request may ask for.
    private static let requests = [
        MetadataField("scopes_supported", .texts, server, "the scopes that can be asked for"),
        MetadataField("response_types_supported", .texts, server, "the response types it knows"),
        MetadataField("response_modes_supported", .texts, server, "how it sends an authorization response"),
        MetadataField("grant_types_supported", .texts, server, "the grants it knows"),
        MetadataField(
            "token_endpoint_auth_methods_supported", .texts, server, "how clients authenticate at the token endpoint"),
        MetadataField("code_challenge_methods_supported", .texts, server, "the methods of PKCE it knows"),
        MetadataField(
            "authorization_response_iss_parameter_supported", .flag, "RFC 9207 §3",
            "whether callbacks name their issuer"),
        MetadataField(
            "require_pushed_authorization_requests", .flag, "RFC 9126 §5",
            "whether every authorization request must be pushed"),
        MetadataField(
            "require_signed_request_object", .flag, "RFC 9101 §10.5",
            "whether every authorization request must be a signed object"),
        MetadataField(
            "request_parameter_supported", .flag, openID, "whether a request object may be in the parameter request"),
        MetadataField("request_uri_parameter_supported", .flag, openID, "whether request_uri is understood"),
        MetadataField(
            "require_request_uri_registration", .flag, openID, "whether a request_uri must be registered before"),
        MetadataField(
            "request_object_signing_alg_values_supported", .texts, openID,
            "the algorithms that may sign a request object"),
        MetadataField(
            "request_object_encryption_alg_values_supported", .texts, openID,
            "the key algorithms that may encrypt a request object"),
        MetadataField(
            "request_object_encryption_enc_values_supported", .texts, openID,
            "the content algorithms that may encrypt a request object"),
        MetadataField(
            "authorization_signing_alg_values_supported", .texts, "JARM §3",
            "the algorithms that sign an authorization response"),
        MetadataField(
            "authorization_encryption_alg_values_supported", .texts, "JARM §3",
            "the key algorithms that encrypt an authorization response"),
        MetadataField(
            "authorization_encryption_enc_values_supported", .texts, "JARM §3",
            "the content algorithms that encrypt an authorization response"),
        MetadataField(
            "backchannel_token_delivery_modes_supported", .texts, "OpenID Connect CIBA §4",
            "how it delivers tokens after a sign-in that a client asked for"),
        MetadataField(
            "backchannel_authentication_request_signing_alg_values_supported", .texts, "OpenID Connect CIBA §4",
            "the algorithms that may sign a request for a sign-in"),
        MetadataField(
            "backchannel_user_code_parameter_supported", .flag, "OpenID Connect CIBA §4",
            "whether user_code is understood there"),
        MetadataField(
            "authorization_details_types_supported", .texts, "RFC 9396 §10",
            "the types of authorization details it knows"),
    ]

    /// How clients prove who they are, and that a token is theirs.
    private static let clients = [
        MetadataField(
            "token_endpoint_auth_signing_alg_values_supported", .texts, server,
            "the algorithms that may sign a client's assertion"),
        MetadataField(
            "revocation_endpoint_auth_methods_supported", .texts, server,
            "how clients authenticate at the revocation endpoint"),
        MetadataField(
            "revocation_endpoint_auth_signing_alg_values_supported", .texts, server,
            "the algorithms that may sign an assertion there"),
        MetadataField(
            "introspection_endpoint_auth_methods_supported", .texts, server,
            "how clients authenticate at the introspection endpoint"),
        MetadataField(
            "introspection_endpoint_auth_signing_alg_values_supported", .texts, server,
            "the algorithms that may sign an assertion there"),
        MetadataField(
            "dpop_signing_alg_values_supported", .texts, "RFC 9449 §5.1", "the algorithms that may sign a DPoP proof"),
        MetadataField(
            "client_id_metadata_document_supported", .flag, "Client ID Metadata Document §6",
            "whether client_id may be the URL of a client's metadata"),
        MetadataField(
            "tls_client_certificate_bound_access_tokens", .flag, "RFC 8705 §3.3",
            "whether tokens can be bound to a client's certificate"),
    ]

    /// What it says of users, in ID tokens and elsewhere.
    private static let users = [
        MetadataField("subject_types_supported", .texts, openID, "public or pairwise"),
        MetadataField("claims_supported", .texts, openID, "the claims it can tell"),
        MetadataField("claim_types_supported", .texts, openID, "normal, aggregated or distributed"),
        MetadataField("claims_locales_supported", .texts, openID, "the languages of claims"),
        MetadataField("claims_parameter_supported", .flag, openID, "whether the parameter claims is understood"),
        MetadataField("acr_values_supported", .texts, openID, "how strongly users can sign in"),
        MetadataField("display_values_supported", .texts, openID, "how its pages can be displayed"),
        MetadataField(
            "prompt_values_supported", .texts, "OpenID Connect Prompt Create §4.1", "the values of prompt it knows"),
        MetadataField(
            "id_token_signing_alg_values_supported", .texts, openID, "the algorithms that sign an ID token"),
        MetadataField(
            "id_token_encryption_alg_values_supported", .texts, openID,
            "the key algorithms that encrypt an ID token"),
        MetadataField(
            "id_token_encryption_enc_values_supported", .texts, openID,
            "the content algorithms that encrypt an ID token"),
        MetadataField(
            "userinfo_signing_alg_values_supported", .texts, openID, "the algorithms that sign userinfo"),
        MetadataField(
            "userinfo_encryption_alg_values_supported", .texts, openID, "the key algorithms that encrypt userinfo"),
        MetadataField(
            "userinfo_encryption_enc_values_supported", .texts, openID,
            "the content algorithms that encrypt userinfo"),
        MetadataField(
            "introspection_signing_alg_values_supported", .texts, "RFC 9701 §7",
            "the algorithms that sign an introspection response"),
        MetadataField(
            "introspection_encryption_alg_values_supported", .texts, "RFC 9701 §7",
            "the key algorithms that encrypt an introspection response"),
        MetadataField(
            "introspection_encryption_enc_values_supported", .texts, "RFC 9701 §7",
            "the content algorithms that encrypt an introspection response"),
        MetadataField(
            "backchannel_logout_supported", .flag, "OpenID Connect Back-Channel Logout §2.1",
            "whether it tells clients that a user signed out"),
        MetadataField(
            "backchannel_logout_session_supported", .flag, "OpenID Connect Back-Channel Logout §2.1",
            "whether it names the session that ended"),
        MetadataField(
            "frontchannel_logout_supported", .flag, "OpenID Connect Front-Channel Logout §3",
            "whether it opens the clients' pages as a user signs out"),
        MetadataField(
            "frontchannel_logout_session_supported", .flag, "OpenID Connect Front-Channel Logout §3",
            "whether it names the session that ends"),
    ]

    /// What is written about the server, and what stands behind it.
    private static let documents = [
        MetadataField("service_documentation", .url, server, "documentation for developers"),
        MetadataField("op_policy_uri", .url, server, "how the server's data may be used"),
        MetadataField("op_tos_uri", .url, server, "the terms of service"),
        MetadataField("ui_locales_supported", .texts, server, "the languages of its pages"),
        MetadataField("protected_resources", .texts, "RFC 9728 §4", "the resources that take its tokens"),
        MetadataField("signed_metadata", .text, "RFC 8414 §2.1", "this metadata as a signed JWT"),
    ]
}
