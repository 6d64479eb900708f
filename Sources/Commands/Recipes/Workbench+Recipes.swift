internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Providers
internal import Session
internal import Workbench

extension Workbench {
    /// Writes lines as a recipe.
    func writeRecipe(
        _ lines: [TypedLine], to file: String, keepsFailures: Bool, for call: CommandContext
    ) throws(Diagnostic) -> Answer {
        var lines = lines
        for index in lines.indices {
            guard let number = lines[index].exchange, let entry = try store().exchange(number) else { continue }
            lines[index].answer = entry.exchange.response.flatMap { try? JSON(parsing: $0.body) }
        }
        let text = RecipeWriter.recipe(
            lines, secrets: try exportSecrets(), keepsFailures: keepsFailures,
            title: "What was typed in the session \(sessionName ?? "without a name").")
        let folder = try write(Array(text.utf8), toNamed: file, for: call)
        let needs = RecipeNeeds(text, table: table, session: try sessionContent())
        return .note(
            "\(file) is written\(folder); \(needs.advice(for: file, session: sessionName))",
            [
                "file": JSON(file), "lines": JSON(lines.count), "needs": JSON(needs.ofSession.map { JSON($0) }),
                "environment": JSON(needs.ofEnvironment.map { JSON($0) }),
            ])
    }

    private func sessionContent() throws(Diagnostic) -> RecipeNeeds.SessionContent {
        RecipeNeeds.SessionContent(
            variables: Set(try store().variables().map(\.name)),
            providers: Set(try store().providers().map(\.name).filter { ProviderPreset.named($0) == nil }),
            provider: selection.provider, hasToken: try tokenIfAny() != nil)
    }
}
