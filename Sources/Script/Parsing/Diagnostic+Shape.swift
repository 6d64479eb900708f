internal import Diagnostics
internal import Encodings
internal import ScriptValues

extension Diagnostic {
    /// A shape that does not parse, with the caret under its spot where that stands in the source as it is.
    init(shapeError error: ShapeError, text: String, of word: Word, in source: ScriptSource) {
        let isAtEnd = error.offset >= text.utf8.count
        let spot = isAtEnd ? word.range.upperBound - 1 : source.spot(of: error.offset, in: text, word)
        self.init(
            .syntax, "shape", "the shape does not parse: \(error.message)", source: source,
            range: spot.map { $0..<($0 + 1) } ?? word.range,
            found: spot == nil ? String(decoding: text.utf8.dropFirst(error.offset).prefix(40), as: UTF8.self) : nil,
            advice: [error.advice])
    }
}

extension ScriptSource {
    /// Where a place of a word's text stands in the source; nil where its line is not written there as it is.
    fileprivate func spot(of offset: Int, in text: String, _ word: Word) -> Int? {
        let bytes = Array(text.utf8)
        guard offset < bytes.count else { return nil }
        let number = bytes[..<offset].count { $0 == .newline }
        let start = bytes[..<offset].lastIndex(of: .newline).map { $0 + 1 } ?? 0
        let line = bytes[start...].prefix { $0 != .newline }
        let written = Array(self.text(in: word.range).utf8)
        var lineStart = 0
        let isBlock =
            written.starts(with: Array("\"\"\"".utf8)) && written.dropFirst(3).first { !$0.isSpace } == .newline
        for _ in 0..<(number + (isBlock ? 1 : 0)) {
            guard let end = written[lineStart...].firstIndex(of: .newline) else { return nil }
            lineStart = end + 1
        }
        let writtenLine = written[lineStart...].prefix { $0 != .newline }
        guard let found = Array(writtenLine).firstRange(of: Array(line)) else { return nil }
        return word.range.lowerBound + lineStart + found.lowerBound + offset - start
    }
}
