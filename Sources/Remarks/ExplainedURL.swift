public import Diagnosis
public import HTTPMessage
internal import OAuthCore

/// What a URL is compared with: the provider in use and what the session has of it.
public struct ExplainSession: Sendable {
    /// The provider in use.
    public var provider: RecordedProvider
    /// The versions of its clients, oldest first.
    public var clients: [RecordedClient]
    /// The authorizations of the session, oldest first.
    public var authorizations: [RecordedAuthorization]
    /// Seconds since 1970.
    public var now: Int64

    /// A session of these values; `now` is in seconds since 1970.
    public init(
        provider: RecordedProvider, clients: [RecordedClient] = [], authorizations: [RecordedAuthorization] = [],
        now: Int64
    ) {
        self.provider = provider
        self.clients = clients
        self.authorizations = authorizations
        self.now = now
    }
}

/// A URL of a flow that was pasted from anywhere, taken apart: an authorization request, a callback, a logout, a device
/// verification, or a token request that was written as a URL.
public struct ExplainedURL: Sendable {
    /// What it is and where it goes: `an authorization request, to https://as.example/authorize`.
    public let title: String
    /// The parameters as they were meant.
    public let parameters: FormParameters
    /// What is wrong with it, the worst first.
    public let remarks: [Remark]
    /// The URL without what was around it.
    public let url: String

    /// Nil where the text is neither.
    public init?(_ text: String, _ session: ExplainSession) {
        let pasted = PastedURL(text)
        url = pasted.url
        let query = pasted.url.contains("?") || pasted.url.contains("://") ? pasted.url.urlQuery : pasted.url
        let written = WrittenParameters(query)
        let found: (kind: String, address: String, FormParameters, [Remark])
        if let token = TokenURL(url, written) {
            found = ("a token request", token.address, token.parameters, token.remarks)
        } else if let callback = CallbackURL(url, session: session) {
            found = (callback.kind, callback.address, callback.parameters, callback.remarks)
        } else if written.parameters.contains(where: {
            ["response_type", "request_uri", "request", "code_challenge"].contains($0.name)
        }) {
            let request = AuthorizationURL(url, written, session: session)
            found = (request.kind, request.address, request.parameters, request.remarks)
        } else if let logout = LogoutURL(url, written, session: session) {
            found = ("a logout request", logout.address, logout.parameters, logout.remarks)
        } else if let device = DeviceURL(url, written) {
            found = ("an address for a user code", device.address, device.parameters, device.remarks)
        } else if written.parameters.contains(where: { ["client_id", "redirect_uri"].contains($0.name) }) {
            let request = AuthorizationURL(url, written, session: session)
            found = (request.kind, request.address, request.parameters, request.remarks)
        } else if let inner = ExplainedURL.inner(written.parameters), let explained = ExplainedURL(inner, session) {
            let note = Remark(
                .note, "inside",
                "it stands within a parameter of \(PrintableText.safe(pasted.url.urlAddress, limit: 200))",
                "RFC 3986 §3.4")
            title = explained.title
            parameters = explained.parameters
            remarks = explained.remarks + [note]
            return
        } else {
            return nil
        }
        let kind = found.kind
        title = found.address.isEmpty ? kind : "\(kind), to \(found.address)"
        parameters = found.2
        remarks = (pasted.remarks + found.3).sorted { $0.severity < $1.severity }
    }

    /// The authorization request that a sign-in page goes back to, where a parameter has one.
    private static func inner(_ parameters: FormParameters) -> String? {
        parameters.map(\.value).first { value in
            value.contains("?") && value.contains("client_id=") && value.utf8.count < PastedURL.limit / 2
        }
    }
}
