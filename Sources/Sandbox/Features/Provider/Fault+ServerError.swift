internal import SandboxCore

extension Fault {
    static var serverError: Fault {
        var fault = Fault("server-error", "API calls and the token endpoint answer 500")
        fault.areas = [.api, .token]
        fault.before = {
            throw Refusal.api(
                500, type: "api_error", "The server had an error while processing your request.",
                code: "server_error", cause: "fault server-error")
        }
        return fault
    }
}
