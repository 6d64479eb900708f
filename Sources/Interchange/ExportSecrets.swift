internal import HTTPMessage
internal import JSONKit

/// What must not stand in an export, and what stands there instead.
public struct ExportSecret: Sendable, Equatable {
    public var value: String
    /// A name for a variable that holds it: `access_token`.
    public var name: String
    /// A text that stands for it where there are no variables: always the same, and of the characters that tokens have.
    public var standIn: String

    public init(value: String, name: String, standIn: String) {
        self.value = value
        self.name = name
        self.standIn = standIn
    }
}

/// The secrets of a session, to be found in any spelling.
public struct ExportSecrets: Sendable {
    /// Shows everything.
    public static let none = ExportSecrets([])

    /// Longest first, since one may hold another.
    private let spellings: [(text: String, secret: ExportSecret)]

    public init(_ secrets: [ExportSecret]) {
        var spellings: [(text: String, secret: ExportSecret)] = []
        for secret in secrets where !secret.value.isEmpty {
            spellings.append((secret.value, secret))
            let others = [
                ("urlencoded", FormCoding.encode(secret.value)),
                ("json", String(JSON(secret.value).text().dropFirst().dropLast())),
            ]
            for (suffix, text) in others where text != secret.value {
                var spelled = secret
                spelled.name += "_" + suffix
                spellings.append((text, spelled))
            }
        }
        self.spellings = spellings.sorted { $0.text.utf8.count > $1.text.utf8.count }
    }

    /// A part of a text.
    enum Piece: Equatable {
        case text(String)
        case secret(ExportSecret)
    }

    /// The text cut at the secrets in it.
    func pieces(_ text: String) -> [Piece] {
        var pieces: [Piece] = text.isEmpty ? [] : [.text(text)]
        for (spelling, secret) in spellings where text.contains(spelling) {
            pieces = pieces.flatMap { piece -> [Piece] in
                guard case .text(let text) = piece else { return [piece] }
                return ExportSecrets.cut(text, at: spelling, secret)
            }
        }
        return pieces
    }

    /// The text with each secret replaced.
    public func replacing(_ text: String, _ replacement: (ExportSecret) -> String) -> String {
        pieces(text).map { piece in
            switch piece {
            case .text(let text): text
            case .secret(let secret): replacement(secret)
            }
        }.joined()
    }

    /// The names of the secrets in these texts, each once.
    func names(in texts: [String]) -> [String] {
        var names: [String] = []
        for case .secret(let secret) in texts.flatMap(pieces) where !names.contains(secret.name) {
            names.append(secret.name)
        }
        return names
    }

    private static func cut(_ text: String, at spelling: String, _ secret: ExportSecret) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var begun = text.startIndex
        while let range = rest.firstRange(of: spelling) {
            rest = text[range.upperBound...]
            guard spelling.utf8.count >= shortest || isValue(range, in: text) else { continue }
            if begun < range.lowerBound { pieces.append(.text(String(text[begun..<range.lowerBound]))) }
            pieces.append(.secret(secret))
            begun = range.upperBound
        }
        if begun < text.endIndex { pieces.append(.text(String(text[begun...]))) }
        return pieces
    }

    /// In bytes; a shorter one is a word that may stand where it is no secret.
    private static let shortest = 8

    /// Whether it stands as the whole value of a parameter or a member.
    private static func isValue(_ range: Range<String.Index>, in text: String) -> Bool {
        let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
        let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
        return before.map { "=\"".contains($0) } ?? true && after.map { "&\"".contains($0) } ?? true
    }
}
