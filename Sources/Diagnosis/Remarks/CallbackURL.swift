public import HTTPMessage
internal import OAuthCore

/// A callback from anywhere, taken apart.
public struct CallbackURL: Sendable {
    public let address: String
    public let parameters: FormParameters
    private let isFragment: Bool
    private let provider: RecordedProvider
    /// The authorization of this session that was sent with its state.
    public let authorization: RecordedAuthorization?

    /// Nil where the URL has neither a code nor an error.
    public init?(_ url: String, provider: RecordedProvider, authorizations: [RecordedAuthorization]) {
        guard let parameters = try? AuthorizationResponse.parameters(of: url),
            parameters.first("code") != nil || parameters.first("error") != nil
        else { return nil }
        self.parameters = parameters
        address = url.urlAddress
        isFragment = !url.contains("?") && url.contains("#")
        self.provider = provider
        let state = parameters.first("state")
        authorization = state.flatMap { state in authorizations.last { $0.sent.first("state") == state } }
    }

    public var remarks: [Remark] {
        (repeated + state + issuer + outcome + place).sorted { $0.severity < $1.severity }
    }

    private var repeated: [Remark] {
        ["code", "state", "error", "iss"].filter { parameters.all($0).count > 1 }.map {
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
                    .wrong, "state-unknown", "no authorization of this session was sent with this state",
                    "RFC 6749 §10.12")
            ]
        }
        return [Remark(.note, "state-known", "it answers authorization \(authorization.id)", "RFC 6749 §4.1.2")]
    }

    private var issuer: [Remark] {
        guard let found = parameters.first("iss") else {
            return provider.server.authorizationResponseIssParameterSupported
                ? [Remark(.wrong, "issuer-missing", "iss is missing, and the provider promises it", "RFC 9207 §2.4")]
                : []
        }
        guard let issuer = provider.server.issuer, let difference = Difference("issuer", issuer, "iss", found) else {
            return []
        }
        return [
            Remark(.wrong, "issuer-mismatch", "iss is not the provider's issuer: \(difference.words)", "RFC 9207 §2.4")
        ]
    }

    private var outcome: [Remark] {
        if let error = ServerError(parameters: parameters) {
            return [Remark(.wrong, "refused", "the server said \(error.text)", "RFC 6749 §4.1.2.1")]
        }
        if let authorization, let code = parameters.first("code"), authorization.code == code {
            return [Remark(.note, "code-known", "this session has taken its code", "RFC 6749 §4.1.2")]
        }
        return []
    }

    private var place: [Remark] {
        var remarks: [Remark] = []
        if isFragment {
            remarks.append(
                Remark(
                    .weak, "fragment", "the parameters came after #, where a server cannot see them", "RFC 6749 §4.1.2")
            )
        }
        if let sent = authorization?.redirectURI,
            let difference = Difference("sent", sent.urlAddress, "came to", address)
        {
            remarks.append(
                Remark(
                    .wrong, "redirect-uri-changed", "it came to another address than was sent: \(difference.words)",
                    "RFC 6749 §3.1.2"))
        }
        return remarks
    }
}
