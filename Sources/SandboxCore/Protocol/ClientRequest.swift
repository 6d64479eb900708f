/// A form that a client sends to the token endpoint or one of its neighbours.
package struct ClientRequest: Sendable {
    /// The HTTP request that carries the form.
    package let call: Call
    /// The parameters of the body.
    package let form: FormBody
    /// The provider that the request is sent to.
    package let provider: Provider

    /// - Throws: `invalid_request` for a body that is not a form (RFC 6749 §3.2).
    package init(_ call: Call, _ provider: Provider) throws(Refusal) {
        self.call = call
        self.provider = provider
        form = try FormBody(call)
    }

    /// The client that sends it.
    ///
    /// - Throws: a ``Refusal`` with `invalid_client` or `invalid_request`.
    package func client() async throws -> Client { try await ClientAuthenticator(request: self).client() }
}
