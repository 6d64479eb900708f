extension Script {
    /// Whether a text ends inside a quote, a reference or a bracket, so that the next line may complete it.
    public static func isIncomplete(_ text: String, vocabulary: Vocabulary) -> Bool {
        if text.hasSuffix("\\") { return true }
        do throws(ScriptRejection) {
            _ = try parse(ScriptSource(name: "prompt", text: text), vocabulary: vocabulary)
            return false
        } catch {
            return error.isIncomplete
        }
    }
}
