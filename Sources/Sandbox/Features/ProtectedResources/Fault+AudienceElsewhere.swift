internal import JSONKit
internal import SandboxCore

extension Fault {
    static var audienceElsewhere: Fault {
        var fault = Fault(
            "audience-elsewhere", "tokens are for another resource: introspection says so, API calls answer 401")
        fault.areas = [.api]
        fault.endpoints = [.introspect]
        fault.applies = { $0.endpoint != .introspect }
        fault.call = { _, _ in throw BearerChallenge.invalidToken(cause: "fault audience-elsewhere") }
        fault.after = { reply in
            reply.changingJSON { json in
                json["active"]?.bool == true ? json.setting("aud", to: "https://elsewhere.example/api") : json
            }
        }
        return fault
    }
}
