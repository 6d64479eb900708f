internal import JSONKit
internal import SandboxCore

extension Fault {
    static var discoverySlash: Fault {
        var fault = Fault("discovery-slash", "the metadata names the issuer with a slash at its end")
        fault.areas = [.metadata]
        fault.after = { reply in
            reply.changingJSON { json in
                json["issuer"]?.string.map { json.setting("issuer", to: JSON($0 + "/")) } ?? json
            }
        }
        return fault
    }
}
