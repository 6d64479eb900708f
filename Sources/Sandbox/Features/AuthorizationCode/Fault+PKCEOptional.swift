internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

extension Fault {
    /// Adds a challenge to a request without one, and its verifier to a token request without one.
    static var pkceOptional: Fault {
        var fault = Fault(
            "pkce-optional", "codes are given without a code challenge too, and then taken without a verifier only")
        fault.endpoints = [.authorize, .token]
        fault.applies = { call in
            call.endpoint == .authorize
                ? FormParameters.parse(call.query).first("code_challenge") == nil
                : call.form.first("code") != nil && call.form.first("code_verifier") == nil
        }
        fault.call = { call, _ in
            let verifier = "sandbox-code-without-a-challenge-sandbox-code"
            guard call.endpoint == .token else {
                let challenge: FormParameters = [
                    "code_challenge": PKCE.challenge(of: verifier), "code_challenge_method": "S256",
                ]
                call.query += (call.query.isEmpty ? "" : "&") + challenge.encoded
                return
            }
            var form = call.form
            form.add("code_verifier", verifier)
            call.body = Array(form.encoded.utf8)
        }
        return fault
    }
}
