internal import Diagnosis
internal import Encodings
internal import HTTPMessage
internal import OAuthCore

/// What is wrong with the code challenge of a request (RFC 7636 §4.3).
struct ChallengeRemarks {
    private let parameters: FormParameters
    private let session: ExplainSession
    private let unfilled: Set<String>

    init(_ parameters: FormParameters, _ session: ExplainSession, _ unfilled: Set<String>) {
        self.parameters = parameters
        self.session = session
        self.unfilled = unfilled
    }

    var remarks: [Remark] {
        guard needsCode, !unfilled.contains("code_challenge") else { return [] }
        let method = parameters.first("code_challenge_method")
        guard let challenge = parameters.first("code_challenge"), !challenge.isEmpty else { return missing(method) }
        let isVerifier = session.authorizations.contains { $0.verifier == challenge }
        if isVerifier || parameters.first("code_verifier") == challenge {
            return [
                Remark(
                    .wrong, "challenge-is-verifier",
                    "code_challenge is the code verifier itself, not its SHA-256; whoever sees the URL can redeem the code",
                    "RFC 7636 §4.2")
            ]
        }
        switch method {
        case "S256": return form(of: challenge)
        case nil, "":
            return [
                Remark(
                    .weak, "challenge-plain",
                    "code_challenge_method is missing, so that the server takes plain, not S256, and compares the challenge "
                        + "with the verifier itself", "RFC 7636 §4.3")
            ]
        case "plain":
            return [
                Remark(
                    .weak, "challenge-plain",
                    "code_challenge_method is plain, not S256: whoever sees the URL can redeem the code",
                    "RFC 7636 §7.2")
            ]
        case let method?:
            let isCase = method.lowercased().filter { $0.isLetter || $0.isNumber }.hasSuffix("256")
            return [
                Remark(
                    .wrong, "challenge-method-unknown",
                    "code_challenge_method \(PrintableText.safe(method, limit: 80)) is not known"
                        + (isCase ? "; it is written S256" : "; there are S256 and plain"), "RFC 7636 §4.3")
            ]
        }
    }

    /// Whether the response brings a code, which a challenge protects.
    private var needsCode: Bool {
        guard let type = parameters.first("response_type"), !type.isEmpty else { return true }
        return type.split(separator: " ").contains("code")
            || !type.split(separator: " ").contains { $0 == "token" || $0 == "id_token" }
    }

    private func missing(_ method: String?) -> [Remark] {
        if method != nil {
            return [
                Remark(
                    .wrong, "challenge-missing", "code_challenge_method comes without a code_challenge", "RFC 7636 §4.3"
                )
            ]
        }
        return [
            Remark(
                .weak, "challenge-missing", "there is no code_challenge: a stolen code is good for anybody",
                "RFC 9700 §2.1.1")
        ]
    }

    private func form(of challenge: String) -> [Remark] {
        guard Base64URL.decode(challenge)?.count != 32 else { return [] }
        return [
            Remark(
                .wrong, "challenge-malformed",
                "code_challenge is not a SHA-256 in base64url without padding: \(reason(challenge))", "RFC 7636 §4.2")
        ]
    }

    /// What the challenge is instead.
    private func reason(_ challenge: String) -> String {
        let count = challenge.utf8.count
        let isHexadecimal = challenge.utf8.allSatisfy { Hexadecimal.value(of: $0) != nil }
        if challenge.hasSuffix("=") { return "it ends with = as padding, which is left out" }
        if isHexadecimal, count == 64 { return "it is the digest in hexadecimal" }
        if challenge.contains(where: { "+/ ".contains($0) }) {
            return "it has + or / of plain base64 (a + in a URL reads as a space), where base64url has - and _"
        }
        if count == 86 || count == 88 { return "it is base64url of the digest in hexadecimal, not of its 32 bytes" }
        if challenge.contains(where: { ".~".contains($0) }) || count > 43, Self.isVerifier(challenge) {
            return "it has the form of a code verifier, and not of its SHA-256"
        }
        if count != 43 { return "it has \(count.counted("character")), and 43 are wanted" }
        return "it has characters or bits that base64url does not have"
    }

    /// 43 to 128 unreserved characters (RFC 7636 §4.1).
    private static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { Base64URL.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "~") }
    }
}
