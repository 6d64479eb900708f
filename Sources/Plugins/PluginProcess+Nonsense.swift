internal import JSONKit

/// What is said of a line that is no message: each of the usual mistakes by its name.
extension PluginProcess {
    func nonsense(_ found: String, advice: String? = nil) -> PluginError {
        PluginError(
            "plugin-nonsense", "the plugin \(name) does not speak the protocol: \(found)",
            advice: [
                advice ?? "what is no message must go to its standard error, not to its standard output",
                "it was ended; the next call starts it anew",
            ])
    }

    /// - Parameter error: why it is no JSON; nil for JSON that is no object.
    func nonsense(_ line: [UInt8], _ error: JSONError?) -> PluginError {
        guard let text = String(validating: line, as: UTF8.self) else {
            return nonsense("a line that is not UTF-8", advice: "write UTF-8, whatever the locale is")
        }
        let beginning = String(text.prefix(80))
        let isDocument = text.hasPrefix("{") || text.hasPrefix("[")
        guard let error else {
            return nonsense(
                beginning, advice: "each line is one object; several in a list, a batch, are not understood")
        }
        if isDocument, error.code == .endOfInput {
            return nonsense(
                "a document that does not end in its line: \(beginning)",
                advice: "write each document in one line, without indentation; a line feed in a text is \\n")
        }
        if text.lowercased().hasPrefix("content-length:") {
            return nonsense(beginning, advice: "a line is a document, and nothing stands before it: leave headers out")
        }
        guard isDocument else { return nonsense(beginning) }
        let advice: String? =
            switch error.code {
            case .number: "a number has at most 64 bits; write a larger one as a text"
            case .depth: "nest lists and objects less deeply"
            case .duplicateName: "an object has each name once"
            default: nil
            }
        return nonsense("\(error.message) at byte \(error.offset + 1) of \(beginning)", advice: advice)
    }
}
