internal import JSONKit
package import OAuthCore

/// The checks of a JWT that are the same for every assertion, whoever signed it (RFC 7523 §3).
package struct AssertionChecks: Sendable {
    /// Seconds by which the sender's clock may differ.
    package static let leeway: Int64 = 30
    /// Seconds that an assertion may live.
    private static let longest: Int64 = 3600

    private let jwt: JWTParts
    private let name: String

    /// - Parameter name: the parameter that the assertion came in, for refusals.
    package init(_ jwt: JWTParts, named name: String) {
        self.jwt = jwt
        self.name = name
    }

    /// Why it is not for this sandbox; nil where it is.
    package func audienceProblem(_ provider: Provider) -> String? {
        let isForUs = jwt.audiences.contains(where: [provider.issuer, provider.url("/oauth/token")].contains)
        return isForUs ? nil : "The aud of the \(name) must be the issuer or the token endpoint."
    }

    /// Why it does not count at a time, in seconds since 1970; nil where it does.
    package func timeProblem(_ now: Int64) -> String? {
        guard let expiry = seconds("exp") else { return "The \(name) has no exp." }
        guard expiry > now - AssertionChecks.leeway else { return "The \(name) has expired." }
        guard expiry <= now + AssertionChecks.longest + AssertionChecks.leeway else {
            return "The \(name) lives too long: its exp is more than an hour ahead."
        }
        for name in ["nbf", "iat"] {
            if let time = seconds(name), time > now + AssertionChecks.leeway {
                return "The \(self.name) is not valid yet: its \(name) is in the future."
            }
        }
        return nil
    }

    /// When it ends, in seconds since 1970; nil where it does not say.
    package var expiry: Int64? { seconds("exp") }

    /// Its `jti`, which may be used once; nil where it has none.
    package var number: String? { jwt.claims["jti"]?.string.flatMap { $0.isEmpty ? nil : $0 } }

    /// A NumericDate (RFC 7519 §2).
    private func seconds(_ name: String) -> Int64? {
        jwt.claims[name]?.number.flatMap { $0.magnitude < 1e12 ? Int64($0) : nil }
    }
}
