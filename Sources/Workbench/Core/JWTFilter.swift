internal import JSONKit
internal import OAuthCore
internal import Script
internal import ScriptValues

extension Filter {
    /// A JWT taken apart; it is not verified.
    static let jwt = Filter(
        "jwt", "the header and the claims of a JWT, not verified (RFC 7519)",
        examples: [.init("eyJhbGciOiJub25lIn0.e30.", [], ["header": ["alg": "none"], "claims": [:]])]
    ) { value, _ throws(FilterError) in
        guard let text = value.string else { throw FilterError("it works on a string") }
        do throws(OAuthError) {
            let parts = try JWTParts(reading: text)
            return ["header": parts.header, "claims": parts.claims]
        } catch {
            throw FilterError(error.found)
        }
    }
}
