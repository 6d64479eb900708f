internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var portsFixed: Fault {
        var fault = Fault("ports-fixed", "a redirect URI on loopback must have the registered port too")
        fault.endpoints = [.authorize]
        fault.call = { call, provider in
            let parameters = FormParameters.parse(call.query)
            guard let id = parameters.first("client_id"), let uri = parameters.first("redirect_uri"),
                let client = try await provider.store.read({ try Client.find(id: id, in: $0) }),
                !client.redirectURIs.contains(uri)
            else { return }
            throw Refusal(
                provider.pages.error(
                    400, title: "This link does not work",
                    message: "The request wants you sent to an address that \(client.name) has not registered."),
                cause: "fault ports-fixed")
        }
        return fault
    }
}
