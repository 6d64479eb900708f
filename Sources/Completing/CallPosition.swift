internal import Script
internal import Workbench

/// How far a command line has come: what is given, and what is awaited at its end.
struct CallPosition {
    let shape: CommandShape
    /// The words after the command's name.
    let words: [String]
    /// The option whose value comes next.
    private(set) var openOption: OptionShape?
    private(set) var filled = 0
    private(set) var options: Set<String> = []
    private(set) var items: Set<String> = []
    /// The words of an operand that takes all to the line's end.
    private(set) var rest: [String]?

    init(_ shape: CommandShape, _ words: [String]) {
        self.shape = shape
        self.words = words
        for word in words { take(word) }
    }

    /// The operand that comes next.
    var operand: OperandShape? {
        shape.operands.dropFirst(filled).first { !shape.namesOperands || !items.contains($0.name) }
    }

    /// The operand that a word gives by its name, and the word as far as its value: `scope=` of `scope=profile`.
    func named(_ word: String) -> (head: String, operand: OperandShape)? {
        guard shape.namesOperands, let item = TypedItem(word), item.separator == "=",
            let operand = shape.operands.first(where: { $0.name == item.name })
        else { return nil }
        return (item.name + item.separator, operand)
    }

    private mutating func take(_ word: String) {
        if rest != nil {
            rest?.append(word)
        } else if openOption != nil {
            openOption = nil
        } else if word.hasPrefix("--"), word.count > 2 {
            takeOption(word)
        } else if let (_, operand) = named(word) {
            items.insert(operand.name)
        } else if let item = TypedItem(word), takes(item) {
            items.insert(item.name)
        } else if let operand {
            take(word, as: operand)
        }
    }

    private mutating func takeOption(_ word: String) {
        let name = String(word.dropFirst(2).prefix { $0 != "=" })
        options.insert(name)
        if let option = shape.options.first(where: { $0.name == name }), option.value != nil, !word.contains("=") {
            openOption = option
        }
    }

    private func takes(_ item: TypedItem) -> Bool {
        guard shape.takesItems else { return false }
        guard let operand, operand.isRequired, operand.kind == .word else { return true }
        return item.separator != ":"
    }

    private mutating func take(_ word: String, as operand: OperandShape) {
        switch operand.kind {
        case .word, .mark: filled += 1
        case .words: break
        case .query, .expectation, .comparison: rest = [word]
        }
    }
}

/// `name=value` and its kin, as far as it is typed.
struct TypedItem {
    let name: String
    let separator: String
    let value: String

    init?(_ word: String) {
        let name = word.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.[]".contains($0)) }
        guard !name.isEmpty, !name.hasPrefix("-") else { return nil }
        let rest = word[name.endIndex...]
        guard !rest.hasPrefix("://"),
            let separator = [":=", "==", "=@", "=", ":"].first(where: { rest.hasPrefix($0) })
        else { return nil }
        self.name = String(name)
        self.separator = separator
        value = String(rest.dropFirst(separator.count))
    }
}
