internal import SandboxCore

extension Fault {
    static var slow: Fault {
        var fault = Fault("slow", "API calls and the token endpoint answer after 3 seconds")
        fault.areas = [.api, .token]
        fault.before = { try await Task.sleep(for: .seconds(3)) }
        return fault
    }
}
