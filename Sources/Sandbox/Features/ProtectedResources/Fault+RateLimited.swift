internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var rateLimited: Fault {
        var fault = Fault("rate-limited", "API calls answer 429 with Retry-After: 1")
        fault.areas = [.api]
        fault.before = {
            throw Refusal.api(
                429, type: "rate_limit_error", "Too many requests; try again in 1 second.",
                code: "rate_limit_exceeded", headers: [HTTPHeader("Retry-After", "1")], cause: "fault rate-limited")
        }
        return fault
    }
}
