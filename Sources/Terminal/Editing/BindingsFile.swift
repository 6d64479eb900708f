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
    private let path: String

    /// In bytes; Editline reads a longer file too, but its lines are not read again.
    private static let longest = 1 << 20

    init(_ path: String) {
        self.path = path
        let lines = Self.text(path).split(separator: "\n").map(String.init)
        let choices = lines.filter(Self.choosesKeys)
        choosesKeys = !choices.isEmpty
        bindings = lines.filter { !$0.trimmingPrefix(while: \.isWhitespace).hasPrefix("#") && !choices.contains($0) }
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
}
