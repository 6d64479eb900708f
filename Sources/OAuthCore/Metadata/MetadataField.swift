public import JSONKit

/// One member of an authorization server's metadata (RFC 8414 §2). Parsing, checks, settings and completion are made
/// from the rows of ``all``: to add a member, write a line.
public struct MetadataField: Sendable, Equatable {
    /// The registered name: `token_endpoint`.
    public let name: String
    /// The type of its value.
    public let kind: Kind
    /// Where the member is defined: `RFC 8414 §2`.
    public let section: String
    /// What it says, in a few words that begin in lower case.
    public let summary: String

    /// The type of a member's value.
    public enum Kind: String, Sendable, CaseIterable {
        /// A string.
        case text
        /// A string that is a URL.
        case url
        /// An array of strings.
        case texts
        /// True or false.
        case flag
        /// An object.
        case object
    }

    init(_ name: String, _ kind: Kind, _ section: String, _ summary: String) {
        self.name = name
        self.kind = kind
        self.section = section
        self.summary = summary
    }

    /// The row of this name.
    public static func named(_ name: String) -> MetadataField? { byName[name]?.field }

    /// Where the row of this name stands in ``all``; the number of rows where there is none.
    static func rank(_ name: String) -> Int { byName[name]?.rank ?? all.count }

    private static let byName = Dictionary(
        all.enumerated().map { ($1.name, (rank: $0, field: $1)) }, uniquingKeysWith: { first, _ in first })
}

extension MetadataField {
    /// Whether a value has the type of this member. A URL need only be a string: a server's mistake in it is shown where
    /// the URL is used.
    public func accepts(_ value: JSON) -> Bool {
        switch kind {
        case .text, .url: value.string != nil
        case .texts: value.elements?.allSatisfy { $0.string != nil } ?? false
        case .flag: value.bool != nil
        case .object: value.kind == .object
        }
    }

    /// Reads what a user writes: a text as it is, texts divided by spaces, `true` or `false`, an object as JSON.
    ///
    /// - Throws: ``OAuthError/Code/invalidMember``.
    public func read(_ text: String) throws(OAuthError) -> JSON {
        switch kind {
        case .text, .url: return JSON(text)
        case .texts: return JSON(text.split(separator: " ").map { JSON(String($0)) })
        case .flag, .object:
            guard let json = try? JSON(parsing: text), accepts(json) else { throw refused(text) }
            return json
        }
    }

    /// What a value must be, with its article.
    public var expectation: String {
        switch kind {
        case .text: "a string"
        case .url: "a URL as a string"
        case .texts: "an array of strings"
        case .flag: "true or false"
        case .object: "an object"
        }
    }

    private func refused(_ text: String) -> OAuthError {
        OAuthError(
            .invalidMember, doing: "setting \(name)",
            found: "\u{201C}\(PrintableText.safe(text, limit: 80))\u{201D} is not \(expectation)",
            advice: "Give \(expectation) (\(section)).")
    }

    /// What a document has in this member's place, where its value has another type; nil where it is right or not there.
    func oddity(in document: JSON) -> OAuthWarning? {
        guard let value = document[name], !accepts(value) else { return nil }
        return OAuthWarning(
            "metadata-malformed",
            "\(name) is left out: the document has \(value.kind.phrase) there, and \(expectation) belongs there",
            section: section)
    }
}
