internal import OAuthCore

/// What a code verifier is to a challenge.
package enum PKCEFacts {
    /// Whether a verifier belongs to a challenge by a method of RFC 7636 §4.2; false for an unknown method.
    package static func belongs(_ verifier: String, to challenge: String, _ method: String) -> Bool {
        guard let method = PKCE.Method(rawValue: method) else { return false }
        return PKCE.verifies(verifier, challenge: challenge, method: method)
    }

    /// The slip that would have made this challenge out of this verifier; nil where none of the known ones did.
    package static func slip(_ verifier: String, _ challenge: String, _ method: String) -> String? {
        if method == "S256", verifier == challenge { return "the challenge itself was sent as the verifier" }
        if method == "S256", PKCE.challenge(of: PKCE.challenge(of: verifier)) == challenge {
            return "the challenge is the verifier hashed twice"
        }
        if method == "S256", verifier.hasSuffix("="), belongs(verifier.withoutPadding, to: challenge, method) {
            return "the verifier was sent with base64 padding, and hashed without"
        }
        if method == "plain", PKCE.verifies(verifier, challenge: challenge) {
            return "the challenge is S256, and code_challenge_method says plain"
        }
        return nil
    }
}

extension String {
    fileprivate var withoutPadding: String { String(prefix { $0 != "=" }) }
}
