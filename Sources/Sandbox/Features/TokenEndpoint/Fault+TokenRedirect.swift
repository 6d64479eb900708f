internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var tokenRedirect: Fault {
        var fault = Fault("token-redirect", "the token endpoint answers 308 to an address with a slash at its end")
        fault.endpoints = [.token]
        fault.call = { call, _ in
            throw Refusal(
                Reply(308, headers: [HTTPHeader("Location", call.path + "/")]), cause: "fault token-redirect")
        }
        return fault
    }
}
