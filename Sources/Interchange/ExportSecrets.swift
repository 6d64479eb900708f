internal import Encodings
public import HTTPMessage
internal import JSONKit
public import Redaction

/// What must not stand in an export, and what stands there instead.
public struct ExportSecret: Sendable, Equatable {
    public var value: String
    /// A name for a variable that holds it: `access_token`.
    public var name: String
    /// A text that stands for it where there are no variables: always the same, and of the characters that tokens have.
    public var standIn: String
    /// Where it is taken for itself.
    public var reach: SecretReach

    public init(value: String, name: String, standIn: String, reach: SecretReach? = nil) {
        self.value = value
        self.name = name
        self.standIn = standIn
        self.reach = reach ?? SecretReach(of: value)
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

    /// What variables for them are called.
    public var names: Set<String> { Set(spellings.map(\.secret.name)) }

    /// A part of a text.
    enum Piece: Equatable {
        case text(String)
        case secret(ExportSecret)
    }

    /// The text cut at the secrets in it.
    func pieces(_ text: String) -> [Piece] {
        let bytes = Array(text.utf8)
        var found = named(in: bytes)
        for (spelling, secret) in spellings where secret.reach > .named && text.contains(spelling) {
            for range in ExportSecrets.ranges(of: Array(spelling.utf8), in: bytes)
            where secret.reach.holds(range, in: bytes) && !found.contains(where: { $0.range.overlaps(range) }) {
                found.append((range, secret))
            }
        }
        var pieces: [Piece] = []
        var position = 0
        func take(_ end: Int) {
            if position < end { pieces.append(.text(String(decoding: bytes[position..<end], as: UTF8.self))) }
        }
        for (range, secret) in found.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            take(range.lowerBound)
            pieces.append(.secret(secret))
            position = range.upperBound
        }
        take(bytes.count)
        return pieces
    }

    /// A header's value cut at the secrets in it; the name tells short ones.
    func pieces(ofHeader header: HTTPHeader) -> [Piece] {
        let start = header.name + ": "
        var pieces = pieces(start + header.value)
        guard case .text(let text)? = pieces.first, text.hasPrefix(start) else { return self.pieces(header.value) }
        pieces[0] = .text(String(text.dropFirst(start.count)))
        return text == start ? Array(pieces.dropFirst()) : pieces
    }

    private typealias Found = (range: Range<Int>, secret: ExportSecret)

    /// The short ones that stand under a name which says what they are.
    private func named(in bytes: [UInt8]) -> [Found] {
        let short = spellings.filter { $0.secret.reach != .everywhere }
        guard !short.isEmpty else { return [] }
        return NamedValue.all(in: bytes).filter(\.isSecret).compactMap { value in
            short.first { bytes[value.range].elementsEqual($0.text.utf8) }.map { (value.range, $0.secret) }
        }
    }

    private static func ranges(of spelling: [UInt8], in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var rest = bytes[...]
        while let range = rest.firstRange(of: spelling) {
            ranges.append(range)
            rest = bytes[range.upperBound...]
        }
        return ranges
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

    /// A header's value with each secret replaced.
    func replacing(_ header: HTTPHeader, _ replacement: (ExportSecret) -> String) -> String {
        pieces(ofHeader: header).map { piece in
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
}

extension ExportSecrets {
    /// The exchange with stand-ins for all secrets, so that it still reads, and replays, as it was.
    public func masked(_ exchange: HTTPExchange) -> HTTPExchange {
        exchange.rewritten { text in replacing(text, \.standIn) }
    }
}
