internal import Encodings
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Fault {
    static var keyUnknown: Fault {
        var fault = Fault("key-unknown", "ID tokens name a key that the server does not publish")
        fault.areas = [.token]
        fault.after = { reply in
            reply.changingJSON { json in
                json["id_token"]?.string.flatMap(renamed).map { json.setting("id_token", to: JSON($0)) } ?? json
            }
        }
        return fault
    }

    private static func renamed(_ token: String) -> String? {
        guard let jwt = try? JWTParts(reading: token) else { return nil }
        let header = Base64URL.encode(Array(jwt.header.setting("kid", to: "key-of-another-time").text().utf8))
        return ([header] + token.split(separator: ".").dropFirst().map(String.init)).joined(separator: ".")
    }
}
