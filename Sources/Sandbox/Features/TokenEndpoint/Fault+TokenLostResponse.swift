internal import SandboxCore

extension Fault {
    static var tokenLostResponse: Fault {
        var fault = Fault("token-lost-response", "a token request is handled, but the connection closes unanswered")
        fault.areas = [.token]
        fault.after = { _ in Reply(0, body: .lost) }
        return fault
    }
}
