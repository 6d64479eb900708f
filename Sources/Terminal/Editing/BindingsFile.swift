internal import CEditline
internal import Glibc

/// The user's `.editrc`.
///
/// A line that chooses the keys (`bind -v`) forgets every binding before it, ours too. After such a file ours are made
/// again, and then the user's own lines once more, so that theirs still count.
struct BindingsFile {
    /// The lines that bind a key, without those that choose between Emacs's and vi's keys.
    private let bindings: [String]
    /// Whether a line chooses the keys.
    let choosesKeys: Bool
    /// What the bindings bind of keys that begin with an Escape and go on as terminals' own do, without the Escape.
    let sequences: Set<[UInt8]>
    private let path: String

    /// In bytes; Editline reads a longer file too, but its lines are not read again.
    private static let longest = 1 << 20

    init(_ path: String) {
        self.path = path
        let lines = Self.text(path).split(separator: "\n").map(String.init)
        let choices = lines.filter(Self.choosesKeys)
        choosesKeys = !choices.isEmpty
        bindings = lines.filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("#") && !choices.contains($0) }
        sequences = Set(bindings.compactMap(Self.sequence))
    }

    func apply(to editor: OpaquePointer) { el_source(editor, path) }

    func applyBindings(to editor: OpaquePointer) {
        for line in bindings { keyway_el_parse(editor, line) }
    }

    private static func text(_ path: String) -> String {
        guard let file = fopen(path, "re") else { return "" }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: longest)
        return String(decoding: bytes[..<fread(&bytes, 1, longest, file)], as: UTF8.self)
    }

    /// `bind -v` or `bind -e`, for every program or for one: `keyway:bind -v`.
    private static func choosesKeys(_ line: String) -> Bool {
        let words = line.split { $0.isWhitespace }
        guard let first = words.first, first == "bind" || first.hasSuffix(":bind") else { return false }
        return words.dropFirst().contains { $0 == "-v" || $0 == "-e" }
    }

    /// `bind "\e[5~" command`: the sequence in it.
    private static func sequence(_ line: String) -> [UInt8]? {
        let words = line.split { $0.isWhitespace }.filter { !$0.hasPrefix("-") }
        guard words.count > 1, words[0] == "bind" || words[0].hasSuffix(":bind") else { return nil }
        let key = words[1].trimmingPrefix { "\"'\\".contains($0) }.filter { !"\"'".contains($0) }
        for escape in ["^[", "e", "E", "033"] where key.hasPrefix(escape) {
            let rest = Array(key.dropFirst(escape.count).utf8)
            if rest.count > 1, [UInt8(ascii: "["), UInt8(ascii: "O")].contains(rest[0]) { return rest }
        }
        return nil
    }
}
