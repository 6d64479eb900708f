internal import JSONKit

extension JSONError {
    /// The mistake and its place in words of our own; the parser's may quote the text, which may be secret.
    var phrase: String { "\(mistake) at line \(line), column \(column)" }

    private var mistake: String {
        switch code {
        case .endOfInput: "an early end"
        case .invalidUTF8: "bytes that are not UTF-8"
        case .duplicateName: "a member name that comes twice"
        case .number: "a number out of range"
        case .depth: "too deep a nesting"
        default: "a syntax mistake"
        }
    }
}
