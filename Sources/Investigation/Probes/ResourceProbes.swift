internal import HTTPMessage
internal import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension ProbeKind {
    /// The same call with the current token, where the call changes nothing.
    static let currentToken = ProbeKind { subject in
        guard let call = subject.failedCall, call.isSafe, let token = subject.token, token.isBearer,
            call.headers["Authorization"] != "Bearer \(token.accessToken)"
        else { return [] }
        var request = call
        request.headers["Authorization"] = "Bearer \(token.accessToken)"
        return [
            Probe(
                change: "the same call with the current access token", variable: .accessToken, base: call,
                request: request, purpose: .resource)
        ]
    }

    /// What the server itself says of the token that was sent (RFC 7662).
    static let introspection = ProbeKind { subject in
        guard let call = subject.failedCall, let sent = call.headers["Authorization"]?.split(separator: " ").last,
            let client = subject.client, client.secret != nil,
            let draft = try? IntrospectionRequest(token: String(sent), caller: .client(client, method: nil)).draft(
                for: subject.provider.server)
        else { return [] }
        let change = "introspection of the token that was sent"
        return [
            Probe(
                change: change, variable: .place, base: call, request: draft.httpRequest, purpose: .introspection)
        ]
    }

    /// Whether the token that was sent opens what every token with openid opens.
    static let userinfo = ProbeKind { subject in
        guard let call = subject.failedCall, let url = subject.provider.server.userinfoEndpoint,
            !call.url.hasPrefix(url), let sent = call.headers["Authorization"], sent.lowercased().hasPrefix("bearer ")
        else { return [] }
        let headers: HTTPHeaders = [HTTPHeader("Accept", "application/json"), HTTPHeader("Authorization", sent)]
        let request = HTTPRequest("GET", url, headers: headers)
        return [
            Probe(
                change: "userinfo with the token that was sent", variable: .place, base: call, request: request,
                purpose: .userinfo)
        ]
    }

    /// The other spellings of this machine, where nothing answers at the one that was called.
    static let hostSpelling = ProbeKind { subject in
        guard let request = subject.failedCall, request.isSafe, subject.entry?.exchange.response == nil else {
            return []
        }
        return LoopbackSpelling.others(of: request.url).map { url in
            var other = request
            other.url = url
            return Probe(
                change: "the same call at \(url)", variable: .place, base: request, request: other, purpose: .resource)
        }
    }
}

extension HTTPRequest {
    /// Whether it only asks (RFC 9110 §9.2.1).
    fileprivate var isSafe: Bool { ["GET", "HEAD"].contains(method) }
}
