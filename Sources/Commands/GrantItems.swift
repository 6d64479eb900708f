internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Redaction
internal import Script
internal import Session
internal import Workbench

/// The items of a call as a grant takes them: its inputs, what they change in the JWT that it makes, and the rest, which
/// edits the first request.
struct GrantItems {
    private(set) var values = FormParameters()
    private(set) var draft = JWTDraft()
    /// The tokens that the new ones come of.
    private(set) var parent: SessionToken?
    /// What tokens that were named by their number are, by the name of the input that says so.
    private var types: [(name: String, value: String)] = []
    /// The call with the items that are left.
    private(set) var rest: CommandContext

    private let description: FlowDescription

    /// - Throws: that there is no token of a number, or that a file cannot be read.
    init(_ call: CommandContext, _ description: FlowDescription, _ bench: isolated Workbench) throws(Diagnostic) {
        self.description = description
        rest = call
        var left: [Invocation.Item] = []
        for item in call.items where try !take(item, call, bench) { left.append(item) }
        try takeUsual(bench)
        // What was said explicitly counts.
        for type in types where values.first(type.name) == nil {
            values.set(type.name, type.value)
        }
        rest = call.with(items: left)
    }

    /// Whether a grant makes a JWT, whose claims and header can be set.
    static func makesJWT(_ description: FlowDescription) -> Bool { description.inputs.contains { $0.use == .claim } }

    /// Takes an item that is an input; returns whether it was one.
    private mutating func take(
        _ item: Invocation.Item, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) -> Bool {
        guard item.kind != .query, item.kind != .header, let (use, name, input) = place(of: item.name) else {
            return false
        }
        if item.kind == .omission {
            guard use == .claim || use == .header else { return false }
            change(use, name, nil)
            return true
        }
        switch use {
        case .parameter: try add(item, input, call, bench)
        case .claim, .header:
            let value = item.kind == .file ? JSON(try bench.text(of: item, in: call)) : item.value
            change(use, name, joined(value, use, name, isList: input?.isRepeatable == true))
        case .key:
            let text = try bench.text(of: item, in: call)
            try bench.hide(CredentialKind.privateKey.secrets(of: Credential(.privateKey, text)), .given)
            draft.key = text
        }
        return true
    }

    /// What an item's name stands for; nil for what is not an input.
    private func place(of name: String) -> (use: FlowInput.Use, name: String, input: FlowInput?)? {
        if let input = description.inputs.first(where: { $0.name == name }) { return (input.use, name, input) }
        guard GrantItems.makesJWT(description) else { return nil }
        for (prefix, use) in [("claim.", FlowInput.Use.claim), ("header.", .header)] where name.hasPrefix(prefix) {
            let rest = String(name.dropFirst(prefix.count))
            return rest.isEmpty ? nil : (use, rest, nil)
        }
        return nil
    }

    private mutating func change(_ use: FlowInput.Use, _ name: String, _ value: JSON?) {
        let change = JWTDraft.Change(name, value)
        if use == .header { draft.header.append(change) } else { draft.claims.append(change) }
    }

    /// The value, or a list with the earlier ones, where a claim is given several times.
    private func joined(_ value: JSON, _ use: FlowInput.Use, _ name: String, isList: Bool) -> JSON {
        guard isList,
            let earlier = (use == .header ? draft.header : draft.claims).last(where: { $0.name == name })?.value
        else { return value }
        return JSON((earlier.elements ?? [earlier]) + [value])
    }

    private mutating func add(
        _ item: Invocation.Item, _ input: FlowInput?, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        let text = try bench.text(of: item, in: call)
        guard let input, input.hint == .token || input.hint == .idToken else {
            if input?.isSecret == true { try bench.hide([text], .given) }
            return values.add(item.name, text)
        }
        let found = try TokenReference(text, usual: input.hint == .idToken ? .id : .access, item, call, bench)
        if found.set == nil { try bench.hide([found.value], .given) }
        values.add(item.name, found.value)
        take(found, for: input)
    }

    /// Remembers where a token came from, and what it is.
    private mutating func take(_ token: TokenReference, for input: FlowInput) {
        let isSubject = input.usual == .currentToken || !description.inputs.contains { $0.usual == .currentToken }
        if isSubject, parent == nil { parent = token.set }
        let type = "\(input.name)_type"
        guard let known = token.type, description.inputs.contains(where: { $0.name == type }) else { return }
        types.append((type, known))
    }

    /// The token in use, where the grant needs one and the call names none.
    private mutating func takeUsual(_ bench: isolated Workbench) throws(Diagnostic) {
        for input in description.inputs where input.usual == .currentToken && values.first(input.name) == nil {
            let token = try bench.token()
            values.add(input.name, token.tokens.accessToken)
            take(TokenReference(token), for: input)
        }
    }
}

/// A token that an item names: by its number in the session, with `.id` or `.refresh` for another than the access token, or
/// as text.
struct TokenReference {
    let value: String
    /// The set that holds it; nil for a token that the session does not know.
    let set: SessionToken?
    /// What it is (RFC 8693 §3); nil where only the token itself can tell.
    let type: String?

    enum Part: String {
        case access, refresh, id

        func value(in set: SessionToken) -> String? {
            switch self {
            case .access: set.tokens.accessToken
            case .refresh: set.tokens.refreshToken
            case .id: set.tokens.idToken
            }
        }

        var type: String {
            switch self {
            case .access: TokenTypeURI.accessToken
            case .refresh: TokenTypeURI.refreshToken
            case .id: TokenTypeURI.idToken
            }
        }
    }

    /// The access token of a set.
    init(_ set: SessionToken) {
        value = set.tokens.accessToken
        self.set = set
        type = set.tokens.issuedTokenType ?? Part.access.type
    }

    /// - Parameter usual: what a number alone means.
    /// - Throws: that there is no token of this number, or that it has no such part.
    init(
        _ text: String, usual: Part, _ item: Invocation.Item, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let named = parts.count == 2 ? Part(rawValue: parts[1]) : nil
        guard parts.count == 1 || named != nil, let number = Int64(parts[0]), text.utf8.count < 28 else {
            self = try TokenReference.text(text, bench)
            return
        }
        guard let set = try bench.store().token(number) else {
            throw Diagnostic(
                .execution, "unknown-token", "there is no token \(number)", source: call.source, range: item.range,
                advice: ["`token list` lists them"])
        }
        let part = named ?? usual
        guard let value = part.value(in: set) else {
            throw Diagnostic(
                .execution, "no-such-token", "token \(number) has no \(part.rawValue) token", source: call.source,
                range: item.range)
        }
        self.init(value: value, set: set, type: part == .access ? TokenReference(set).type : part.type)
    }

    private init(value: String, set: SessionToken?, type: String?) {
        self.value = value
        self.set = set
        self.type = type
    }

    /// A token that is written out: one of the session knows its type.
    private static func text(_ text: String, _ bench: isolated Workbench) throws(Diagnostic) -> TokenReference {
        let sets = try bench.store().tokens(of: bench.selection.provider)
        for part in [Part.access, .id, .refresh] {
            if let set = sets.last(where: { part.value(in: $0) == text }) {
                return TokenReference(
                    value: text, set: set, type: part == .access ? TokenReference(set).type : part.type)
            }
        }
        return TokenReference(value: text, set: nil, type: nil)
    }
}
