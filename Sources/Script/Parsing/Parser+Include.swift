internal import Diagnostics
internal import ScriptValues

/// The other files and the plugins that a text names.
extension Parser {
    /// More files than a suite has; what includes itself by way of many would not end.
    private static let mostInclusions = 1000
    private static let deepestInclusion = 32

    /// `include FILE`: reads and parses the file, whose mistakes become this text's.
    mutating func inclusion(_ line: Lexer.Line) throws(Diagnostic) -> Inclusion? {
        guard line.words.count == 2, line.words[1].kind == .plain, let file = line.words[1].fixedText, !file.isEmpty
        else {
            throw mistake(
                "include-file", "include takes the name of one file", at: line.words.last?.range ?? line.range,
                expected: "a name without references, since files are read before anything runs",
                advice: ["write include common.keyway; it is looked for beside this file"])
        }
        let path = source.path(of: file)
        try checkChain(path, line)
        let text: String
        do throws(Diagnostic) {
            text = try context.library.text(ofFile: path)
        } catch {
            throw Diagnostic(
                .syntax, "include-file", "the included file cannot be read: \(error.message)", source: source,
                range: line.words[1].range, found: error.found, advice: error.advice)
        }
        guard let script = parsed(ScriptSource(.included(path: path), text: text), line) else { return nil }
        for definition in script.definitions.values where definitions[definition.name] != definition {
            try take(definition, line)
        }
        return Inclusion(script: script, range: line.range)
    }

    private func checkChain(_ path: String, _ line: Lexer.Line) throws(Diagnostic) {
        let chain = context.chain + [source.name]
        if let start = chain.firstIndex(of: path) {
            let names = (chain[start...] + [path]).joined(separator: " → ")
            throw mistake(
                "include-cycle", "\(path) includes itself", at: line.words[1].range, found: names,
                advice: ["move what both need into a third file"])
        }
        guard chain.count <= Self.deepestInclusion, context.inclusions < Self.mostInclusions else {
            throw mistake(
                "include-depth", "too many files include one another", at: line.words[1].range,
                found: (chain.suffix(4) + [path]).joined(separator: " → "), advice: ["include each file once"])
        }
    }

    private mutating func parsed(_ included: ScriptSource, _ line: Lexer.Line) -> Script? {
        context.inclusions += 1
        context.chain.append(source.name)
        let endedInCleanUp = context.endsInCleanUp
        defer {
            context.chain.removeLast()
            context.endsInCleanUp = endedInCleanUp
        }
        do throws(ScriptRejection) {
            return try Script.parse(included, in: context)
        } catch {
            for diagnostic in error.diagnostics {
                var mistake = diagnostic
                mistake.advice.append(
                    "\(included.name) is included in \(source.name):\(source.place(of: line.range).line)")
                note(mistake)
            }
            return nil
        }
    }

    private mutating func take(_ definition: Definition, _ line: Lexer.Line) throws(Diagnostic) {
        if let other = definitions[definition.name], context.known[definition.name] != other {
            throw mistake(
                "defined-twice", "the included file defines \(definition.name), which is defined already",
                at: line.words[1].range, found: "\(other.source.name):\(other.source.place(of: other.range).line)",
                advice: ["give one of them another name"])
        }
        definitions[definition.name] = definition
    }

    /// `require PLUGIN [VERSIONS]`.
    mutating func requirement(_ line: Lexer.Line) throws(Diagnostic) -> Requirement {
        let words = line.words
        guard (2...3).contains(words.count), let plugin = words[1].bareText,
            plugin.wholeMatch(of: /[A-Za-z][A-Za-z0-9_.-]*/) != nil
        else {
            throw mistake(
                "require-plugin", "require takes a plugin's name, and versions if not all will do",
                at: words.count > 3 ? words[3].range : words.last?.range ?? line.range,
                advice: ["write require NAME, or require NAME ^1.2"])
        }
        var versions: String?
        if words.count == 3 {
            versions = words[2].fixedText
            guard versions?.wholeMatch(of: /(\^|~|>=|<=|>|<|=)?[0-9]+(\.[0-9]+){0,2}/) != nil else {
                throw mistake(
                    "require-versions", "\(source.text(in: words[2].range).shortened) is no range of versions",
                    at: words[2].range, expected: "1.2, ^1.2, ~1.2, >=1.2 or the like",
                    advice: ["write require \(plugin) ^1.0"])
            }
        }
        do throws(Diagnostic) {
            context.plugins += try context.library.commands(ofPlugin: plugin, versions: versions)
        } catch {
            throw error.placed(in: source, at: words[1].range)
        }
        return Requirement(plugin: plugin, versions: versions, range: line.range)
    }
}
