internal import HTTPMessage
internal import SandboxCore

extension Fault {
    static var actorLost: Fault {
        var fault = Fault("actor-lost", "exchanged tokens come without act, though an actor_token was sent")
        fault.endpoints = [.token]
        fault.applies = { $0.form.first("grant_type") == ServedGrant.tokenExchange.type }
        fault.call = { call, _ in call.drop("actor_token", "actor_token_type") }
        return fault
    }
}
