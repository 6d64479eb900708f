internal import Diagnostics

extension Script {
    /// Whether a text ends inside a quote, a reference, a bracket or a block, so that the next line may complete it. With
    /// a mistake before its end no line can.
    public static func isIncomplete(
        _ text: String, vocabulary: Vocabulary, definitions: [String: Definition] = [:]
    ) -> Bool {
        if text.hasSuffix("\\") { return true }
        let context = ParseContext(vocabulary: vocabulary, library: EmptyLibrary(), known: definitions)
        do throws(ScriptRejection) {
            _ = try parse(ScriptSource(.prompt, text: text), in: context)
            return context.endsInCleanUp
        } catch {
            return error.isIncomplete && error.diagnostics.allSatisfy { unfinished.contains($0.code) }
        }
    }

    private static let unfinished: Set<String> = ["unclosed-quote", "unfinished-line", "unclosed-block"]
}
