internal import Encodings
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Fault {
    static var idTokenSignature: Fault {
        var fault = Fault("id-token-signature", "ID tokens were changed after they were signed")
        fault.areas = [.token]
        fault.after = { reply in
            reply.changingJSON { json in
                json["id_token"]?.string.flatMap(changed).map { json.setting("id_token", to: JSON($0)) } ?? json
            }
        }
        return fault
    }

    private static func changed(_ token: String) -> String? {
        guard let jwt = try? JWTParts(reading: token) else { return nil }
        let claims = Base64URL.encode(Array(jwt.claims.setting("admin", to: true).text().utf8))
        let parts = token.split(separator: ".").map(String.init)
        return [parts[0], claims, parts[2]].joined(separator: ".")
    }
}
