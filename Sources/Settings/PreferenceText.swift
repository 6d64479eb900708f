/// The text of the preferences' file: `name = value` a line, everything else is left alone.
struct PreferenceText: Equatable {
    private(set) var text: String

    /// The file as it is first written: every preference explained, none of them set.
    static var fresh: PreferenceText {
        let head = """
            # Keyway's preferences. `config` at the prompt lists, explains and sets them.
            # A line that begins with # is not read.

            """
        let parts = Preference.all.map { preference in
            let lines = ([preference.summary] + (preference.explanation.isEmpty ? [] : [preference.explanation]))
            return lines.map { "# \($0)\n" }.joined() + "#\(preference.name) = \(quoted(preference.standard))\n"
        }
        return PreferenceText(text: ([head] + parts).joined(separator: "\n"))
    }

    /// What is set, the last line of a name counts; and the lines that could not be read, from 1.
    func values() -> (values: [String: String], mistakes: [Int]) {
        var values: [String: String] = [:]
        var mistakes: [Int] = []
        for (number, line) in lines.enumerated() {
            let line = line.unpadded
            if line.isEmpty || line.hasPrefix("#") { continue }
            if let (name, value) = Self.pair(line), let known = Preference.named(name), known.objection(value) == nil {
                values[name] = value
            } else {
                mistakes.append(number + 1)
            }
        }
        return (values, mistakes)
    }

    /// Sets a value where the name stands already, commented out or not, else at the end; nil comments it out.
    mutating func set(_ name: String, to value: String?) {
        var lines = lines
        let isSet = { (line: String) in Self.pair(line.unpadded)?.name == name }
        let isExplained = { (line: String) in
            line.hasPrefix("#") && Self.pair(String(line.dropFirst()).unpadded)?.name == name
        }
        let index = lines.lastIndex(where: isSet) ?? lines.lastIndex(where: isExplained)
        let written = value.map { "\(name) = \(Self.quoted($0))" }
        if let index {
            lines[index] = written ?? "#\(name) = \(Self.quoted(Preference.named(name)?.standard ?? ""))"
        } else if let written {
            if lines.last == "" { lines.removeLast() }
            lines += [written, ""]
        }
        text = lines.joined(separator: "\n")
    }

    private var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private static func pair(_ line: String) -> (name: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let value = String(line[line.index(after: equals)...]).unpadded
        let isQuoted = value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        return (String(line[..<equals]).unpadded, isQuoted ? String(value.dropFirst().dropLast()) : value)
    }

    /// In quotes where blanks at an end would get lost.
    private static func quoted(_ value: String) -> String { value == value.unpadded ? value : "\"\(value)\"" }
}

extension String {
    fileprivate var unpadded: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
