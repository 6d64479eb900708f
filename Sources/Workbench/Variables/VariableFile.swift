internal import Diagnostics
internal import JSONKit
internal import Settings

/// A file of variables: `.json` holds an object, everything else lines of `NAME=value` as `.env` files have them.
enum VariableFile {
    static func values(of path: String, files: any FileAccess) throws(Diagnostic) -> [String: JSON] {
        let source = ScriptSource(.recipe(path: path), text: try FileLibrary(files: files).text(ofFile: path))
        if path.lowercased().hasSuffix(".json") { return try object(source) }
        return try lines(source)
    }

    private static func object(_ source: ScriptSource) throws(Diagnostic) -> [String: JSON] {
        let json = try source.json()
        guard let members = json.members else {
            throw mistake("\(source.name) holds no object", advice: "write {\"name\": \"value\"}")
        }
        for member in members { try check(member.name, source, at: nil) }
        return Dictionary(members.map { ($0.name, $0.value) }) { _, last in last }
    }

    private static func lines(_ source: ScriptSource) throws(Diagnostic) -> [String: JSON] {
        var values: [String: JSON] = [:]
        var offset = 0
        for line in source.text.split(separator: /\r?\n/, omittingEmptySubsequences: false) {
            let range = offset..<(offset + line.utf8.count)
            offset = source.text.utf8.distance(from: source.text.startIndex, to: line.endIndex) + 1
            guard let pair = try assignment(String(line), source, at: range) else { continue }
            values[pair.name] = JSON(pair.value)
        }
        return values
    }

    private static func assignment(
        _ line: String, _ source: ScriptSource, at range: Range<Int>
    ) throws(Diagnostic) -> (name: String, value: String)? {
        var text = line.trimmed
        if text.isEmpty || text.hasPrefix("#") { return nil }
        if text.hasPrefix("export ") { text = String(text.dropFirst(7)).trimmed }
        guard let equals = text.firstIndex(of: "=") else {
            throw mistake("this line is no NAME=value", source, at: range, advice: "a comment begins with #")
        }
        let name = String(text[..<equals]).trimmed
        try check(name, source, at: range)
        return (name, try value(String(text[text.index(after: equals)...]).trimmed, source, at: range))
    }

    /// `'…'` as it is, `"…"` with `\n`, `\"` and `\\`, and without quotes up to a blank and `#`.
    private static func value(
        _ text: String, _ source: ScriptSource, at range: Range<Int>
    ) throws(Diagnostic) -> String {
        guard let quote = text.first, quote == "\"" || quote == "'" else {
            return (text.firstRange(of: /\s#/).map { String(text[..<$0.lowerBound]) } ?? text).trimmed
        }
        var value = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote { return value }
            guard character == "\\", quote == "\"", let next = rest.popFirst() else {
                value.append(character)
                continue
            }
            value.append(["n": "\n", "t": "\t", "r": "\r"][next] ?? next)
        }
        throw mistake(
            "the value's quote is not closed on its line", source, at: range, advice: "close it with \(quote)")
    }

    static func check(_ name: String, _ source: ScriptSource, at range: Range<Int>?) throws(Diagnostic) {
        guard name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_-]*/) != nil, !Workbench.reservedNames.contains(name) else {
            throw mistake(
                "a variable cannot be called \(name)", source, at: range,
                advice: "use a letter, then letters, digits, _ or -, and no name that Keyway uses itself")
        }
    }

    private static func mistake(
        _ message: String, _ source: ScriptSource? = nil, at range: Range<Int>? = nil, advice: String
    ) -> Diagnostic {
        // What such files hold is mostly secret: no line of one is shown beyond its name.
        let line = source.flatMap { source in range.map { source.text(in: $0) } }
        let name = line.map { $0.prefix { $0 != "=" } }.flatMap { $0.count == line?.count ? nil : $0.utf8.count + 1 }
        let shown = source.map { source in range.map { source.hiding(from: $0.lowerBound + (name ?? 0)) } ?? source }
        return Diagnostic(.usage, "vars-file", message, source: shown, range: range, advice: [advice])
    }
}

extension ScriptSource {
    /// The text as JSON, with the place of a mistake in it.
    func json() throws(Diagnostic) -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: text)
        } catch {
            throw Diagnostic(
                .usage, "json-file", "\(name) is not JSON: \(error.message)", source: self,
                range: error.offset..<(error.offset + 1), advice: ["fix it at that place"])
        }
    }
}

extension String {
    /// The text without white space at its beginning and end.
    package var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
