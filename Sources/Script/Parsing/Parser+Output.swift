internal import Diagnostics

/// Where a command's answer goes instead of the screen.
public enum OutputSyntax: Sendable, Equatable {
    /// `> FILE`, or `>> FILE`, which adds to it.
    case file(Word, appends: Bool)
    /// `| shell command`.
    case shell(String)
}

extension Parser {
    /// Takes `> FILE`, `>> FILE` or `| shell command` off the end of a call's words.
    ///
    /// Where an expectation is awaited, `>` compares. Where a query is, `|` stands before a filter, and `| !` before a
    /// shell command; elsewhere there is nothing to filter, and the `!` may be left out. In a text that is
    /// not typed it stands only where the user has allowed that.
    func output(of words: inout [Word], _ shape: CommandShape?) throws(Diagnostic) -> OutputSyntax? {
        guard let shape, !shape.namesOperands else { return nil }
        let kinds = shape.operands.map(\.kind)
        if kinds.contains(.expectation) || kinds.contains(.comparison) { return nil }
        if let pipe = shellPipe(words, filters: kinds.contains(.query)) {
            let text = source.text(in: words[pipe].range.upperBound..<(words.last ?? words[pipe]).range.upperBound)
            let command = text.drop { $0 == " " || $0 == "!" }
            guard !command.isEmpty else {
                throw mistake(
                    "shell-missing", "a shell command is missing after |", at: words[pipe].range,
                    advice: ["write | jq .name"])
            }
            words.removeSubrange(pipe...)
            return .shell(String(command))
        }
        guard let mark = words.dropFirst().lastIndex(where: { [">", ">>"].contains($0.bareText) }) else { return nil }
        guard mark == words.count - 2 else {
            throw mistake(
                "output-file", "a file's name is awaited after \(words[mark].bareText ?? ">")", at: words[mark].range,
                advice: ["write one name, at the line's end: > answer.json", "put a text with > in quotes"])
        }
        let target = OutputSyntax.file(try plain(words[mark + 1]), appends: words[mark].bareText == ">>")
        words.removeLast(2)
        return target
    }

    private func shellPipe(_ words: [Word], filters: Bool) -> Int? {
        guard source.origin.isTyped || context.takesPipes else { return nil }
        return words.indices.dropFirst().first { index in
            // Without a blank before it, it is part of what was pasted: a URL, say.
            guard words[index].kind == .pipe, words[index - 1].range.upperBound < words[index].range.lowerBound else {
                return false
            }
            if !filters { return true }
            guard index + 1 < words.count, case .text(let next, quoted: false)? = words[index + 1].pieces.first else {
                return false
            }
            return next.hasPrefix("!")
        }
    }
}
