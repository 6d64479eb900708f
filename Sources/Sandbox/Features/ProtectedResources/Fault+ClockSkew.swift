internal import Encodings
internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var clockSkew: Fault {
        var fault = Fault(
            "clock-skew", "API calls answer 401 by a clock that is ten minutes behind: tokens are not valid yet")
        fault.areas = [.api]
        fault.call = { _, provider in
            var refusal = BearerChallenge.invalidToken(cause: "fault clock-skew")
            refusal.reply.date = provider.now - 600_000
            throw refusal
        }
        return fault
    }
}
