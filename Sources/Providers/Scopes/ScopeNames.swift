package import OAuthCore

/// How a provider names its scopes and tells what it granted, beside what RFC 6749 §3.3 says.
///
/// To add a provider, write a literal in a file of this folder and name it in ``all``. The names of a provider count at every
/// server: they are its own, and servers are proxied, moved and tested.
package struct ScopeNames: Sendable {
    /// Names that stand for one scope; of each list any may be asked for, and any may be granted.
    package var aliases: [[String]] = []
    /// What the granted scope of a name allows too: `repo` allows `public_repo`.
    package var included: [String: [String]] = [:]
    /// What may stand before a name or be left out: `https://graph.microsoft.com/`.
    package var prefixes: [String] = []
    /// Endings of names that allow what the other ending allows: `.ReadWrite` allows `.Read`.
    package var includedEndings: [(ending: String, includes: String)] = []
    /// Scopes that are granted though the answer does not repeat them, at servers that use this provider's names.
    package var unstated: [String] = []
    /// Endings of scopes that ask for all that was agreed on before, and are granted by its names: `/.default`.
    package var everything: [String] = []
    /// Whether names are the same in any case.
    package var ignoresCase = false

    /// Every provider whose names differ from what is asked for.
    package static let all: [ScopeNames] = [.google, .microsoft, .github, .gitlab, .slack, .others]

    /// The scopes that were asked for and are not among the granted ones, by any name.
    package static func missing(_ asked: Scope, from granted: Scope) -> Scope {
        let grants = GrantedNames(granted, asked: asked)
        return Scope(asked.tokens.filter { grants.way(to: $0) == nil })
    }
}

/// What a granted scope allows, by every name.
package struct GrantedNames: Sendable {
    /// How a scope is granted.
    package enum Way: Sendable, Equatable {
        /// By its own name.
        case named
        /// By another name for the same.
        case alias(String)
        /// As a part of what another scope allows.
        case within(String)
        /// By a server that does not repeat it.
        case unstated
    }

    private let granted: Scope
    private let countsUnstated: Bool
    private let own: Set<String>
    /// For each other name the granted scope that stands for it.
    private var aliases: [String: String] = [:]
    private var included: [String: String] = [:]
    private var unstated: Set<String> = []
    private var wildcards: [(prefix: Substring, scope: String)] = []
    /// A granted scope of a provider that has endings such as `/.default`.
    private var defaults: [(ending: String, scope: String)] = []
    /// The same by names in lower case, where a provider does not tell cases apart.
    private var folded: [String: String] = [:]
    private var foldedParts: [String: String] = [:]

    /// - Parameters:
    ///   - asked: what was asked for, which tells too whose names are used.
    ///   - countsUnstated: whether what servers do not repeat counts as granted.
    package init(_ granted: Scope, asked: Scope = Scope(), countsUnstated: Bool = true) {
        self.granted = granted
        self.countsUnstated = countsUnstated
        own = Set(granted.tokens)
        for names in ScopeNames.all { add(names, asked) }
        for scope in granted.tokens.prefix(500) where scope.hasSuffix("*") {
            let prefix = scope.dropLast()
            if prefix.isEmpty || ":./".contains(prefix.last ?? " ") { wildcards.append((prefix, scope)) }
        }
    }

    /// How a scope is granted; nil where it is not.
    package func way(to scope: String) -> Way? {
        if own.contains(scope) { return .named }
        if let alias = aliases[scope] ?? folded[scope.lowercased()] { return .alias(alias) }
        if let parent = included[scope] ?? foldedParts[scope.lowercased()] { return .within(parent) }
        if let (_, scope) = wildcards.first(where: { scope.hasPrefix($0.prefix) }) { return .within(scope) }
        if let (_, scope) = defaults.first(where: { scope.hasSuffix($0.ending) }) { return .alias(scope) }
        return unstated.contains(scope) ? .unstated : nil
    }

    private mutating func add(_ names: ScopeNames, _ asked: Scope) {
        let stripped = { (scope: String) in
            names.prefixes.first { scope.hasPrefix($0) }.map { String(scope.dropFirst($0.count)) } ?? scope
        }
        for scope in granted.tokens.prefix(500) {
            let plain = stripped(scope)
            for alias in names.aliases where alias.contains(scope) {
                for name in alias where name != scope { aliases[name] = scope }
            }
            if !names.prefixes.isEmpty, plain != scope || names.isOwn(plain) {
                for name in [plain] + names.prefixes.map({ $0 + plain }) where name != scope { aliases[name] = scope }
            }
            if names.ignoresCase, plain != scope || names.isOwn(plain) {
                for name in [plain] + names.prefixes.map({ $0 + plain }) { folded[name.lowercased()] = scope }
            }
            for name in names.included[scope] ?? [] { included[name] = included[name] ?? scope }
            for (ending, includes) in names.includedEndings where plain.hasSuffix(ending) {
                let part = String(plain.dropLast(ending.count)) + includes
                for name in [part] + names.prefixes.map({ $0 + part }) {
                    included[name] = included[name] ?? scope
                    foldedParts[name.lowercased()] = foldedParts[name.lowercased()] ?? scope
                }
            }
        }
        let isSpoken = (granted.tokens + asked.tokens).contains { names.isOwn($0) }
        guard isSpoken, countsUnstated else { return }
        unstated.formUnion(names.unstated)
        if let first = granted.tokens.first(where: { names.isOwn($0) }) {
            defaults += names.everything.map { ($0, first) }
        }
    }
}

extension ScopeNames {
    /// Whether a scope is called as only this provider calls its own.
    func isOwn(_ scope: String) -> Bool {
        if prefixes.contains(where: scope.hasPrefix) || everything.contains(where: scope.hasSuffix) { return true }
        return ignoresCase && Self.isOfWordsInCapitals(scope)
    }

    /// Whether a scope is written like `Mail.ReadWrite.All`.
    private static func isOfWordsInCapitals(_ scope: String) -> Bool {
        let words = scope.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                word.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } == true
                    && word.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
            }
    }
}
