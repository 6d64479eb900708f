internal import Encodings
internal import JSONKit
internal import OAuthCore

/// The steps that need no key.
extension TokenVerification {
    func issuer(_ section: String) -> TokenCheck {
        let name = "issuer"
        guard let found = claims["iss"]?.string else { return TokenCheck(name, .failed, phrase("iss"), section) }
        guard let expectedIssuer = expected.issuer else {
            return TokenCheck(
                name, .unchecked,
                "iss is \(safe(found)); the provider's issuer is not known, so nothing says whether "
                    + "it is the right one", section, isEssential: true)
        }
        let template = IssuerTemplate(expectedIssuer)
        guard let issuer = template.filled(from: claims) else {
            let names = template.placeholders.prefix(4).map { "{\(safe($0))}" }.joined(separator: ", ")
            return TokenCheck(
                name, .unchecked,
                "iss is \(safe(found)); the provider's issuer is \(safe(expectedIssuer)), and no claim "
                    + "says what \(names) stands for", section, isEssential: true)
        }
        let filling = issuer == expectedIssuer ? "" : ", which is \(safe(expectedIssuer)) for the token's tenant"
        if ByteComparison.equal(found, issuer) {
            return TokenCheck(name, .passed, "iss is \(safe(found))\(filling)", section)
        }
        return TokenCheck(
            name, .failed,
            "iss is \(safe(found)), and the issuer is \(safe(issuer)); "
                + ByteComparison.difference(expected: issuer, found: found), section)
    }

    /// The audience of a token that is meant for the client.
    func clientAudience(_ section: String) -> TokenCheck {
        guard !expected.clientID.isEmpty else {
            return TokenCheck(
                "audience", .unchecked, "\(audiencePhrase); no client is chosen that it could be compared with",
                section,
                isEssential: true)
        }
        let isNamed = jwt.audiences.contains(expected.clientID)
        return TokenCheck(
            "audience", isNamed ? .passed : .failed,
            audiencePhrase + (isNamed ? "" : ", and the client is \(safe(expected.clientID))"), section)
    }

    private var audiencePhrase: String {
        jwt.audiences.isEmpty
            ? phrase("aud") : "aud is \(safe(jwt.audiences.prefix(20).joined(separator: ", ")))"
    }

    /// The audience of an access token: its resource compares it, and who holds the token may not know the resource's name.
    func resourceAudience(isStrict: Bool) -> TokenCheck {
        let section = isStrict ? "RFC 9068 §4" : "RFC 7519 §4.1.3"
        if let wanted = expected.audience {
            let isNamed = jwt.audiences.contains(wanted)
            return TokenCheck(
                "audience", isNamed ? .passed : .failed,
                audiencePhrase + (isNamed ? "" : ", and the resource is \(safe(wanted))"), section)
        }
        guard !jwt.audiences.isEmpty else {
            return TokenCheck("audience", isStrict ? .failed : .unchecked, audiencePhrase, section)
        }
        if jwt.audiences.contains(where: expected.likelyAudiences.contains) {
            return TokenCheck("audience", .passed, audiencePhrase, section)
        }
        return TokenCheck(
            "audience", .unchecked,
            "\(audiencePhrase); only the resource knows whether that is its name: --audience NAME compares it", section,
            isEssential: isStrict)
    }

    var authorizedParty: TokenCheck {
        let section = "Core §3.1.3.7 (4, 5)"
        guard let party = claims["azp"]?.string else {
            return jwt.audiences.count > 1
                ? TokenCheck("azp", .failed, "there are \(jwt.audiences.count) audiences, and no azp", section)
                : TokenCheck("azp", .unchecked, "there is none, and one audience", section)
        }
        guard !expected.clientID.isEmpty else {
            return TokenCheck("azp", .unchecked, "azp is \(safe(party)); no client is chosen", section)
        }
        let isClient = ByteComparison.equal(party, expected.clientID)
        return TokenCheck(
            "azp", isClient ? .passed : .failed,
            "azp is \(safe(party))" + (isClient ? "" : ", and the client is \(safe(expected.clientID))"), section)
    }

    /// `exp` and `nbf`.
    func time(_ section: String) -> TokenCheck {
        let end: Int64
        switch seconds("exp") {
        case .failure(let fault): return TokenCheck("time", .failed, fault.phrase, section)
        case .success(let found): end = found
        }
        let left = end - expected.now
        guard left > -expected.leeway else { return TokenCheck("time", .failed, "it expired \(-left) s ago", section) }
        let life =
            left >= 0
            ? "it lives \(left) s more" : "it expired \(-left) s ago, which may be the difference of two clocks"
        guard claims["nbf"] != nil else { return TokenCheck("time", .passed, life, section) }
        switch seconds("nbf") {
        case .failure(let fault): return TokenCheck("time", .failed, fault.phrase, section)
        case .success(let start):
            let wait = start - expected.now
            guard wait > 0 else { return TokenCheck("time", .passed, life, section) }
            guard wait <= expected.leeway else {
                return TokenCheck("time", .failed, "it is valid only in \(wait) s: nbf is in the future", section)
            }
            return TokenCheck(
                "time", .passed,
                "\(life); nbf is \(wait) s in the future, which passes here (two clocks may differ by \(expected.leeway) s) "
                    + "and fails with a strict client", section)
        }
    }

    func issuedAt(_ section: String, isRequired: Bool) -> TokenCheck {
        guard claims["iat"] != nil || isRequired else {
            return TokenCheck("iat", .unchecked, "there is no iat", section)
        }
        switch seconds("iat") {
        case .failure(let fault): return TokenCheck("iat", .failed, fault.phrase, section)
        case .success(let time):
            let age = expected.now - time
            if age >= 0 { return TokenCheck("iat", .passed, "it was issued \(age) s ago", section) }
            let future = "it was issued \(-age) s in the future"
            return age >= -expected.leeway
                ? TokenCheck(
                    "iat", .passed,
                    "\(future), by the skew of two clocks: it passes here (\(expected.leeway) s are allowed), and a strict "
                        + "client refuses it", section)
                : TokenCheck("iat", .failed, "\(future): the clocks differ, or it is made up", section)
        }
    }

    var nonce: TokenCheck {
        let section = "Core §3.1.3.7 (11)"
        let came = claims["nonce"]?.string
        guard expected.isNonceKnown else {
            return TokenCheck(
                "nonce", .unchecked,
                came == nil
                    ? "there is none" : "one came; what was sent is not known here, so it is compared with nothing",
                section)
        }
        switch (expected.nonce, came) {
        case (nil, nil): return TokenCheck("nonce", .unchecked, "none was sent", section)
        case (nil, _?): return TokenCheck("nonce", .failed, "one came, and none was sent", section)
        case (_?, nil) where expected.isRefresh:
            return TokenCheck("nonce", .unchecked, "a refresh need not repeat it (Core §12.2)", section)
        case (_?, nil): return TokenCheck("nonce", .failed, "one was sent, and none came", section)
        case (let sent?, let came?):
            let isSame = ConstantTime.equal(sent, came)
            return TokenCheck(
                "nonce", isSame ? .passed : .failed,
                isSame ? "it is the one that was sent" : "it is not the one that was sent", section)
        }
    }

    /// The left half of the hash of the access token (OpenID Connect Core §3.1.3.6).
    var accessTokenHash: TokenCheck {
        let section = "Core §3.1.3.6"
        guard let found = claims["at_hash"]?.string else {
            return TokenCheck("at_hash", .unchecked, "there is none", section)
        }
        guard let token = expected.accessToken else {
            return TokenCheck("at_hash", .unchecked, "the access token beside it is not known here", section)
        }
        guard let algorithm = SignatureAlgorithm.named(jwt.algorithm ?? "") else {
            return TokenCheck("at_hash", .unchecked, "its hash is not known", section)
        }
        let digest = algorithm.digest(Array(token.utf8))
        let isSame = ConstantTime.equal(Base64URL.encode(digest.prefix(digest.count / 2)), found)
        return TokenCheck(
            "at_hash", isSame ? .passed : .failed,
            isSame ? "it is of the access token" : "it is not of the access token", section)
    }

    /// `sub`: at most 255 characters of ASCII (OpenID Connect Core §2).
    func subject(_ section: String) -> TokenCheck {
        guard let subject = claims["sub"]?.string, !subject.isEmpty else {
            let found = claims["sub"]?.string == "" ? "sub is empty" : phrase("sub")
            return TokenCheck("subject", .failed, "\(found), which names the user", section)
        }
        return TokenCheck("subject", .passed, "sub is \(safe(subject))", section)
    }

    /// A claim that must be there, as text.
    func required(_ name: String, _ section: String) -> TokenCheck {
        let isThere = claims[name]?.string?.isEmpty == false
        return TokenCheck(name, isThere ? .passed : .failed, phrase(name), section)
    }

    /// `auth_time`, where the request limited the age of the sign-in.
    var authenticationTime: TokenCheck {
        let section = "Core §3.1.3.7 (13)"
        guard let limit = expected.maxAge else {
            return TokenCheck("auth_time", .unchecked, "no max_age was asked for", section)
        }
        switch seconds("auth_time") {
        case .failure(let fault):
            return TokenCheck("auth_time", .failed, "max_age=\(limit) was asked for, and \(fault.phrase)", section)
        case .success(let time):
            // Since the token came, the sign-in has grown older: what counts is its age when the token was issued.
            let moment = (try? seconds("iat").get()) ?? expected.now
            let isFresh = moment - time <= min(limit, 1 << 40) + expected.leeway
            return TokenCheck(
                "auth_time", isFresh ? .passed : .failed,
                "the user had signed in \(moment - time) s before, and max_age=\(limit) was asked for", section)
        }
    }

    /// A claim that counts seconds since 1970 (RFC 7519 §2).
    func seconds(_ name: String) -> Result<Int64, TimeFault> {
        guard let value = claims[name], !value.isNull else { return .failure(TimeFault("there is no \(name)")) }
        guard let number = value.number else {
            return .failure(TimeFault("\(name) is \(value.kind.phrase), and must be a number of seconds"))
        }
        guard number.magnitude < 1e11 else {
            let unit = number.magnitude < 1e14 ? ": it seems to count milliseconds" : ""
            return .failure(TimeFault("\(name) is \(safe(value.text())), which is not a time in seconds\(unit)"))
        }
        return .success(Int64(number))
    }
}

/// Why a claim is not a time.
struct TimeFault: Error {
    let phrase: String

    init(_ phrase: String) { self.phrase = phrase }
}
