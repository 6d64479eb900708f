package import Diagnostics

/// The user's short names for the beginnings of lines: `name = words` a line, in a file beside the preferences.
package struct AliasFile {
    package let path: String
    private let files: any FileAccess

    /// More than anyone remembers.
    package static let limit = 500

    /// - Parameter beside: the file of the preferences, in whose folder it is.
    package init(beside: String, files: any FileAccess) {
        self.files = files
        path = (beside.lastIndex(of: "/").map { String(beside[...$0]) } ?? "") + "aliases"
    }

    /// By name; what is no alias is passed over.
    package func load() -> [String: String] {
        guard files.exists(path), let bytes = try? files.read(path) else { return [:] }
        var aliases: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            guard let equals = line.firstIndex(of: "="), aliases.count < Self.limit else { continue }
            let name = line[..<equals].trimmingBlanks
            let words = line[line.index(after: equals)...].trimmingBlanks
            if Self.isName(name), !words.isEmpty { aliases[name] = words }
        }
        return aliases
    }

    /// The names that lead from one back to itself, if it stood for these words.
    package func circle(_ name: String, words: String) -> [String]? {
        var aliases = load()
        aliases[name] = words
        var path = [name]
        while let next = aliases[path[path.count - 1]]?.split(separator: " ").first.map(String.init),
            aliases[next] != nil
        {
            path.append(next)
            if next == name { return path }
            // Another circle, which is not this one's.
            if path.dropLast().contains(next) { return nil }
        }
        return nil
    }

    package func save(_ aliases: [String: String]) throws(Diagnostic) {
        let head = "# Short names for the prompt. `alias` lists and sets them; recipes do not know them.\n"
        let lines = aliases.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }
        try files.write(Array((head + lines.joined()).utf8), to: path)
    }

    /// A letter, then letters, digits, - and _.
    package static func isName(_ text: String) -> Bool {
        text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_-]{0,31}/) != nil
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
