internal import Interchange
internal import JSONKit
internal import Redaction
internal import Workbench

/// Makes a recipe of typed lines: values that came from an answer become variables, secrets come from the environment.
struct RecipeWriter {
    private let secrets: ExportSecrets
    private let keepsFailures: Bool
    /// Values that lines before have brought: where each came from.
    private var captured: [(value: String, reference: String, save: (line: Int, text: String)?)] = []
    private var saves: [Int: [String]] = [:]
    private var names: Set<String> = []
    /// Secrets that only their lines show to be some, by the variables of the environment that they become.
    private var asked: [String: String] = [:]
    /// Everything typed so far: what a user wrote first came from no answer.
    private var typed = ""

    /// Shorter texts turn up by chance.
    private static let shortest = 6

    init(secrets: ExportSecrets, keepsFailures: Bool) {
        self.secrets = secrets
        self.keepsFailures = keepsFailures
    }

    static func recipe(_ lines: [TypedLine], secrets: ExportSecrets, keepsFailures: Bool, title: String) -> String {
        var writer = RecipeWriter(secrets: secrets, keepsFailures: keepsFailures)
        return writer.text(lines, title: title)
    }

    private mutating func text(_ lines: [TypedLine], title: String) -> String {
        var written: [(index: Int, text: String)] = []
        for (index, line) in lines.enumerated() {
            if line.failed, !line.mayFail, !keepsFailures || line.isBlock { continue }
            let text = withoutSecrets(referring(line.text))
            written.append((index, line.failed || line.mayFail ? "try \(text)" : text))
            typed += line.text + "\n"
            learn(from: line, index)
        }
        let body = written.flatMap { entry in [entry.text] + (saves[entry.index] ?? []) }
        return "# \(title)\n\nstep \"Recorded\"\n" + body.map { "  \($0)\n" }.joined()
    }

    /// The line with its secrets taken from the environment: those that are known, and those that the line itself shows.
    private mutating func withoutSecrets(_ line: String) -> String {
        let text = secrets.replacing(line) { "{{env.\($0.name.uppercased())}}" }
        return SecretLine.replacing(in: text) { value, secret in "{{env.\(environmentName(secret.name, of: value))}}" }
    }

    /// Always the same for the same secret.
    private mutating func environmentName(_ name: String, of value: String) -> String {
        let plain = String(name.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
        for count in 1... {
            let candidate = count == 1 ? plain : "\(plain)_\(count)"
            guard !secrets.names.contains(candidate.lowercased()) else { continue }
            if asked[candidate, default: value] == value {
                asked[candidate] = value
                return candidate
            }
        }
        return plain
    }

    /// The line with what earlier answers brought written as references.
    private mutating func referring(_ text: String) -> String {
        var text = text
        for entry in captured where text.contains(entry.value) {
            text = RecipeWriter.replace(entry.value, in: text, with: "{{\(entry.reference)}}")
            if let save = entry.save, saves[save.line]?.contains(save.text) != true {
                saves[save.line, default: []].append(save.text)
            }
        }
        return text
    }

    /// Only where the value stands by itself, not inside a longer word.
    private static func replace(_ value: String, in text: String, with reference: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: value) {
            let before = range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
            let isWhole = ![before, after].contains { $0.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false }
            result += rest[..<range.lowerBound] + (isWhole ? reference[...] : rest[range])
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    private mutating func learn(from line: TypedLine, _ index: Int) {
        for (name, value) in line.values where value.utf8.count >= RecipeWriter.shortest && !typed.contains(value) {
            guard !captured.contains(where: { $0.value == value }) else { continue }
            captured.append((value, name, nil))
        }
        if let answer = line.answer { capture(answer, path: "$", name: "value", index, depth: 0) }
        captured.sort { $0.value.utf8.count > $1.value.utf8.count }
    }

    private mutating func capture(_ json: JSON, path: String, name: String, _ line: Int, depth: Int) {
        guard depth < 6 else { return }
        for member in json.members ?? [] {
            let isName = member.name.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil
            let step = isName ? ".\(member.name)" : "[\(JSON(member.name).text())]"
            capture(member.value, path: path + step, name: isName ? member.name : name, line, depth: depth + 1)
        }
        for (index, element) in (json.elements ?? []).prefix(20).enumerated() {
            capture(element, path: "\(path)[\(index)]", name: name, line, depth: depth + 1)
        }
        guard let text = json.string ?? json.integer.map({ String($0) }), RecipeWriter.looksMade(text),
            !typed.contains(text), !captured.contains(where: { $0.value == text })
        else { return }
        let variable = freshName(name)
        captured.append((text, variable, (line, "save \(variable) = \(path)")))
    }

    /// Whether a server has probably made it up: an identifier, an address, a long text without blanks.
    private static func looksMade(_ text: String) -> Bool {
        guard (shortest..<500).contains(text.utf8.count), !text.contains(" ") else { return false }
        return text.contains("://") || text.utf8.count >= 20 || text.contains { $0.isNumber }
    }

    private mutating func freshName(_ name: String) -> String {
        var candidate = ValueGroup.named(name) == nil && ValueFunction.named(name) == nil ? name : name + "_value"
        var count = 1
        while !names.insert(candidate).inserted {
            count += 1
            candidate = "\(name)_\(count)"
        }
        return candidate
    }
}
