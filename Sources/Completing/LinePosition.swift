internal import Script
internal import Workbench

/// What stands at the end of a line's words.
enum LinePosition {
    case command
    case group(String, [CommandShape])
    case call(CallPosition)
    /// A query of the command, and its words so far.
    case query(command: String, words: [String], isExpectation: Bool)
    case file
    case nothing

    init(_ words: [String], vocabulary: Vocabulary) {
        guard let first = words.first else {
            self = .command
            return
        }
        let rest = Array(words.dropFirst())
        if first.hasPrefix("$") {
            self = .query(command: "show", words: words, isExpectation: false)
        } else if first == "watch", rest.count > 0 {
            self = LinePosition(Array(rest.dropFirst()), vocabulary: vocabulary)
        } else if let keyword = Keyword(rawValue: first) {
            self = LinePosition(keyword, rest, vocabulary)
        } else if let second = rest.first, let shape = vocabulary.command("\(first) \(second)") {
            self = .call(CallPosition(shape, Array(rest.dropFirst())))
        } else if let group = vocabulary.group(first), rest.isEmpty {
            self = .group(first, group)
        } else if let shape = vocabulary.command(first) {
            self = .call(CallPosition(shape, rest))
        } else {
            self = .nothing
        }
    }

    private init(_ keyword: Keyword, _ rest: [String], _ vocabulary: Vocabulary) {
        switch keyword {
        case .try: self = LinePosition(rest, vocabulary: vocabulary)
        case .if: self = .query(command: "if", words: rest, isExpectation: true)
        case .else where rest.first == "if":
            self = .query(command: "if", words: Array(rest.dropFirst()), isExpectation: true)
        case .retry:
            guard let until = rest.firstIndex(of: "until") else {
                self = .nothing
                return
            }
            self = .query(command: "retry", words: Array(rest[(until + 1)...]), isExpectation: true)
        case .include: self = rest.isEmpty ? .file : .nothing
        default: self = .nothing
        }
    }
}
