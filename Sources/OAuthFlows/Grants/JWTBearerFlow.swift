internal import HTTPMessage
internal import JSONKit
public import OAuthCore

extension GrantFlow {
    /// Gets tokens for a JWT (RFC 7523 §2.1).
    public static let jwtBearer = GrantFlow(JWTBearerFlow.self) { JWTBearerFlow($0) }
}

/// Gets tokens for a JWT that says for whom: one that was given, or one that is made and signed here (RFC 7523 §2.1).
public struct JWTBearerFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "urn:ietf:params:oauth:grant-type:jwt-bearer", summary: "tokens for a JWT that says for whom",
        section: "RFC 7523 §2.1",
        inputs: [
            FlowInput(
                "assertion",
                "a JWT that somebody else made, by number or as text; left out, one is made and signed here",
                isSecret: true, hint: .token),
            .scope, .resource, .audience,
            FlowInput("iss", "the issuer of the JWT; the client by default", use: .claim),
            FlowInput("sub", "the user that the tokens are for; the client by default", use: .claim),
            FlowInput(
                "aud", "the server by its issuer, or by its token endpoint where that is not known",
                isRepeatable: true, use: .claim),
            FlowInput("exp", "when it ends: seconds since 1970, or +60 from now (+60)", use: .claim),
            FlowInput("iat", "when it was made (+0)", use: .claim),
            FlowInput("nbf", "from when it counts; left out by default", use: .claim),
            FlowInput("jti", "its number, which may be used once; random by default", use: .claim),
            FlowInput("alg", "the algorithm; the key's first by default, HS256 with the client's secret", use: .header),
            FlowInput("kid", "the name of the key; the key's own by default", use: .header),
            FlowInput("typ", "the type (JWT)", use: .header),
            FlowInput(
                "key", "a private key as PEM or JWK in place of the client's; =@ reads it from a file", isSecret: true,
                use: .key),
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.token],
        isRepeatable: false, example: "sub=ada exp=+300")

    /// The grant in the table of grants.
    public static let grant = GrantFlow.jwtBearer

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, with an `assertion` or with what is to be changed in the one that is made.
    public init(_ inputs: GrantInputs) { self.inputs = inputs }

    /// The token request, with an assertion that is made for it where none was given.
    public func request(_ context: FlowContext) throws(OAuthError) -> OAuthRequest {
        var values = inputs.values
        if values.first("assertion") == nil { values.set("assertion", try assertion(context)) }
        return try TokenRequest(
            Self.grant, client: context.client, values: values, authenticationMethod: context.authenticationMethod
        ).draft(in: context)
    }

    /// Seconds that an assertion is valid unless `exp` says otherwise: it is made anew for each request.
    private static let lifetime: Int64 = 60

    private func assertion(_ context: FlowContext) throws(OAuthError) -> String {
        let text = inputs.draft.key ?? context.client.credential(.privateKey)?.value
        let key = try text.map { text throws(OAuthError) in try PrivateKey(reading: text) }
        let audience: String
        if let issuer = context.server.issuer {
            audience = issuer
        } else {
            audience = try context.server.url(of: .token)
        }
        let now = context.now / 1000
        return try inputs.draft.signed(
            usual: [
                ("iss", JSON(context.client.id)), ("sub", JSON(context.client.id)), ("aud", JSON(audience)),
                ("jti", JSON(try context.randomText(16))), ("iat", JSON(now)), ("exp", JSON(now + Self.lifetime)),
            ], type: "JWT", key: key, secret: context.client.secret, now: context.now)
    }
}
