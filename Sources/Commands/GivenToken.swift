internal import Diagnostics
internal import OAuthCore
internal import Redaction
internal import Script
internal import Session
internal import Workbench

/// A token that a command looks at: one of the session, or one that was given as text or in a file.
struct GivenToken {
    let value: String
    /// As it is called in a sentence: `the access token of token 3`.
    let name: String
    /// The set that holds it; nil for a token that the session does not know.
    let set: SessionToken?
    /// Which of a set's tokens it is; nil for a text, whose kind it tells itself.
    let part: Part?

    enum Part: String {
        case access = "access token"
        case refresh = "refresh token"
        case id = "ID token"
    }

    /// The operand of the commands that look at a token.
    static let operand = OperandShape(
        "TOKEN", .word, required: false,
        "a number, the one in use if left out; or the token itself, or @FILE that holds it", completes: .token)

    /// The token that a call names.
    ///
    /// - Parameter part: which token of a set is meant.
    /// - Throws: that there is no such token, or that the file cannot be read.
    static func of(
        _ call: CommandContext, _ part: (SessionToken) -> Part, _ bench: isolated Workbench
    ) throws(Diagnostic) -> GivenToken {
        guard let text = try text(call, bench) else {
            return try of(TokenUse.find(call.text(0), bench), part)
        }
        try bench.store().saveSecrets(
            [FoundSecret(kind: "access_token", value: text)], at: bench.environment.clock())
        try bench.hide([text])
        let known = try bench.store().tokens(of: bench.selection.provider).last { set in
            [set.tokens.accessToken, set.tokens.idToken, set.tokens.refreshToken].contains(text)
        }
        guard let known else { return GivenToken(value: text, name: "the token", set: nil, part: nil) }
        let own: Part =
            known.tokens.idToken == text ? .id : known.tokens.refreshToken == text ? .refresh : .access
        return try of(known) { _ in own }
    }

    private static func of(
        _ set: SessionToken, _ part: (SessionToken) -> Part
    ) throws(Diagnostic) -> GivenToken {
        let part = part(set)
        let value: String? =
            switch part {
            case .access: set.tokens.accessToken
            case .refresh: set.tokens.refreshToken
            case .id: set.tokens.idToken
            }
        guard let value else {
            throw Diagnostic(
                .execution, "no-such-token", "token \(set.id) has no \(part.rawValue)",
                advice: part == .id ? ["ask for one: authorize scope=\"openid …\""] : [])
        }
        return GivenToken(value: value, name: "the \(part.rawValue) of token \(set.id)", set: set, part: part)
    }

    /// The token that stands in the operand or in the file that it names; nil where the operand is a number, or missing.
    private static func text(_ call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic) -> String? {
        guard let operand = call.text(0), !operand.isEmpty else { return nil }
        var text = operand
        if operand.hasPrefix("@") {
            text = try bench.text(ofFile: String(operand.dropFirst()), namedIn: call)
        } else if operand.utf8.count < 16, !operand.contains(".") {
            return nil
        }
        text = bare(text)
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Diagnostic(
                .usage, "not-a-token", "this is not a token", source: call.source, range: call.range,
                found: text.isEmpty ? "nothing" : "spaces, or characters that no token has",
                expected: "one token and nothing else", advice: ["put the token alone into the file"])
        }
        return text
    }

    /// Without quotes, spaces around it, and the scheme of an `Authorization` header.
    private static func bare(_ text: String) -> String {
        var text = text[...]
        func trim() {
            while let first = text.first, first.isWhitespace || first == "\"" || first == "'" { text.removeFirst() }
            while let last = text.last, last.isWhitespace || last == "\"" || last == "'" { text.removeLast() }
        }
        trim()
        for prefix in ["authorization:", "bearer ", "dpop "] where text.lowercased().hasPrefix(prefix) {
            text = text.dropFirst(prefix.count)
            trim()
        }
        return String(text)
    }
}
