public import HTTPMessage
public import OAuthCore
internal import TestSupport
public import Testing

/// A response with a JSON body, as a careful server sends it.
public func answer(_ body: String, status: Int = 200, headers: HTTPHeaders = []) -> HTTPResponse {
    let usual: HTTPHeaders = [
        HTTPHeader("Content-Type", "application/json"), HTTPHeader("Cache-Control", "no-store"),
    ]
    return HTTPResponse(status: status, headers: HTTPHeaders(usual.fields + headers.fields), body: Array(body.utf8))
}

/// The error that a step must end with.
public func failure<Value>(
    sourceLocation: SourceLocation = #_sourceLocation, _ step: () throws(OAuthError) -> Value
) -> OAuthError? {
    do throws(OAuthError) {
        let value = try step()
        Issue.record("no error, but \(value)", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}

public let server = AuthorizationServer(
    issuer: "https://as.example", authorizationEndpoint: "https://as.example/authorize",
    tokenEndpoint: "https://as.example/token", revocationEndpoint: "https://as.example/revoke",
    introspectionEndpoint: "https://as.example/introspect", userinfoEndpoint: "https://as.example/userinfo",
    tokenEndpointAuthMethodsSupported: ["client_secret_post", "client_secret_basic"])

public let client = ClientRegistration(id: "s6BhdRkqt3", secret: "7Fjfp0ZBr1KtDRbnfVdmIw")
