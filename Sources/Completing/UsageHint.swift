public import Script
internal import Workbench

/// What is still to be typed of a command: `NAME [ITEM…] [--options]`, to be shown behind the cursor.
///
/// It reads the command table and nothing else, so that it costs nothing with each key.
public struct UsageHint: Sendable {
    private let vocabulary: Vocabulary

    public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// - Parameter line: what is typed up to the cursor at the line's end.
    public func text(for line: String) -> String {
        let typed = UnfinishedLine(line)
        guard !typed.isComment, typed.reference == nil, typed.last.openQuote == nil else { return "" }
        let isBetween = typed.last.text.isEmpty
        let words = (typed.words + (isBetween ? [] : [typed.last])).map(\.text)
        guard !words.isEmpty, case .call(let call) = LinePosition(words, vocabulary: vocabulary), call.rest == nil
        else {
            return ""
        }
        let hint = remaining(call)
        return hint.isEmpty || isBetween ? hint : " " + hint
    }

    private func remaining(_ call: CallPosition) -> String {
        if let option = call.openOption { return option.value ?? "" }
        var parts = call.shape.operands.dropFirst(call.filled).map(Self.usage)
        if call.shape.takesItems, call.items.isEmpty, call.shape.operands.allSatisfy(\.isRequired) {
            let names = call.shape.items.prefix(3).map { "\($0.name)=" }
            parts.append(names.isEmpty ? "[ITEM…]" : "[\(names.joined(separator: " "))…]")
        }
        // Alone it would say little, behind most commands.
        if !parts.isEmpty, !call.shape.options.isEmpty, call.options.isEmpty { parts.append("[--options]") }
        return parts.joined(separator: " ")
    }

    private static func usage(_ operand: OperandShape) -> String {
        let name = operand.kind == .words ? "\(operand.name)…" : operand.name
        return operand.isRequired ? name : "[\(name)]"
    }
}
