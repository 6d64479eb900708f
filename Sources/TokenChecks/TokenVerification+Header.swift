internal import JSONKit
internal import OAuthCore

/// The steps that read the header, and those of logout tokens.
extension TokenVerification {
    /// `crit` and `b64`: what a recipient must understand or refuse (RFC 7515 §4.1.11, RFC 7797 §7).
    var critical: TokenCheck {
        if let encodes = jwt.header["b64"], encodes.bool != true {
            let found =
                encodes.bool == false ? "b64 is false: the payload is not encoded" : "b64 is \(encodes.kind.phrase)"
            return TokenCheck("crit", .failed, "\(found), which no JWT may say", "RFC 7797 §7")
        }
        let section = "RFC 7515 §4.1.11"
        guard let crit = jwt.header["crit"] else {
            return TokenCheck("crit", .passed, "no member of the header is critical", section)
        }
        guard let elements = crit.elements, !elements.isEmpty else {
            return TokenCheck(
                "crit", .failed,
                "crit is \(crit.kind == .array ? "an empty array" : crit.kind.phrase), and must name members of the header",
                section)
        }
        let names = elements.compactMap(\.string)
        guard names.count == elements.count else {
            return TokenCheck("crit", .failed, "crit holds what is not a name", section)
        }
        if let name = names.first(where: { $0 != "b64" }) {
            return TokenCheck(
                "crit", .failed,
                "crit names \(safe(name)), which is not understood here: a recipient that does not understand it must "
                    + "refuse the token", section)
        }
        guard jwt.header["b64"] != nil else {
            return TokenCheck("crit", .failed, "crit names b64, which the header does not have", section)
        }
        return TokenCheck("crit", .passed, "crit names b64, which is true", section)
    }

    var idTokenType: TokenCheck {
        let section = "RFC 8725 §3.11"
        if claims["events"]?[TokenProfile.logoutEvent] != nil {
            return TokenCheck(
                "type", .failed, "it has the event of a logout token, which is not an ID token",
                "Back-Channel Logout §2.4")
        }
        guard let type = MediaTypeName.of(jwt) else { return TokenCheck("type", .passed, "there is no typ", section) }
        if let meaning = MediaTypeName.meaning(of: type) {
            return TokenCheck("type", .failed, "typ is \(safe(type)): it is \(meaning), not an ID token", section)
        }
        return TokenCheck("type", .passed, "typ is \(safe(type))", section)
    }

    /// - Parameter isStrict: whether RFC 9068 is asked for; most servers write `JWT`.
    func accessTokenType(isStrict: Bool) -> TokenCheck {
        let section = isStrict ? "RFC 9068 §4" : "RFC 9068 §2.1"
        let type = MediaTypeName.of(jwt)
        let found = type.map { "typ is \(safe($0))" } ?? "there is no typ"
        if type == "at+jwt" { return TokenCheck("type", .passed, found, section) }
        if isStrict { return TokenCheck("type", .failed, "\(found), and must be at+jwt", section) }
        if let type, let meaning = MediaTypeName.meaning(of: type) {
            return TokenCheck("type", .failed, "\(found): it is \(meaning), not an access token", "RFC 8725 §3.11")
        }
        return TokenCheck(
            "type", .passed,
            "\(found), as most servers have it; RFC 9068 wants at+jwt (--profile rfc9068 asks for that)",
            section)
    }

    var logoutTokenType: TokenCheck {
        let section = "Back-Channel Logout §2.4"
        let type = MediaTypeName.of(jwt)
        let found = type.map { "typ is \(safe($0))" } ?? "there is no typ"
        if type == "logout+jwt" { return TokenCheck("type", .passed, found, section) }
        if let type, let meaning = MediaTypeName.meaning(of: type) {
            return TokenCheck("type", .failed, "\(found): it is \(meaning), not a logout token", section)
        }
        return TokenCheck(
            "type", .passed, "\(found); logout+jwt is recommended, so that nothing is confused with it", section)
    }

    /// Who is signed out: a user, a session, or both.
    var logoutSubject: TokenCheck {
        let names = ["sub", "sid"].filter { claims[$0]?.string?.isEmpty == false }
        return TokenCheck(
            "subject", names.isEmpty ? .failed : .passed,
            names.isEmpty ? "there is neither sub nor sid" : names.map(phrase).joined(separator: ", "),
            "Back-Channel Logout §2.6 (5)")
    }

    var logoutEvents: TokenCheck {
        let section = "Back-Channel Logout §2.6 (6)"
        guard let event = claims["events"]?[TokenProfile.logoutEvent] else {
            return TokenCheck("events", .failed, "events does not have \(TokenProfile.logoutEvent)", section)
        }
        return TokenCheck(
            "events", event.kind == .object ? .passed : .failed,
            event.kind == .object
                ? "it is of a logout" : "the event of a logout is \(event.kind.phrase), not an object", section
        )
    }

    var logoutNonce: TokenCheck {
        let section = "Back-Channel Logout §2.6 (7)"
        return claims["nonce"] == nil
            ? TokenCheck("nonce", .passed, "there is none", section)
            : TokenCheck("nonce", .failed, "there is a nonce, which only ID tokens have", section)
    }
}
