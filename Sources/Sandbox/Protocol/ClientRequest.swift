/// A form that a client sends to the token endpoint or one of its neighbours.
struct ClientRequest: Sendable {
    let call: Call
    let form: FormBody
    let provider: Provider

    /// - Throws: `invalid_request` for a body that is not a form (RFC 6749 §3.2).
    init(_ call: Call, _ provider: Provider) throws(Refusal) {
        self.call = call
        self.provider = provider
        form = try FormBody(call)
    }

    /// The client that sends it.
    ///
    /// - Throws: a ``Refusal`` with `invalid_client` or `invalid_request`.
    func client() async throws -> Client { try await ClientAuthenticator(request: self).client() }
}
