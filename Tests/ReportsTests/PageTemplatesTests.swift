import Foundation
import Testing

@testable import Reports

@Suite struct PageTemplatesTests {
    /// A template without the content type would escape in the engine's own way.
    @Test func everyTemplateIsOfTheContentTypeThatEscapes() throws {
        _ = try PageTemplates()
        for (name, bytes) in PageTemplates.files {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text.hasPrefix("{{% CONTENT_TYPE:MARKUP }}\n"), "\(name)")
        }
    }

    /// What is written unescaped is the style and the diagram, which escapes its own texts.
    @Test func onlyTheStyleAndTheDiagramAreWrittenUnescaped() {
        let text = PageTemplates.files.map { String(decoding: $0.1, as: UTF8.self) }.joined()
        let raw = text.split(separator: "{{{").dropFirst().map { $0.prefix { $0 != "}" } }
        #expect(Set(raw) == ["drawing", "style"])
        #expect(!text.contains("{{&"))
    }

    /// A quotation mark with a combining character is one character, and a quotation mark all the same.
    @Test func combiningCharactersHideNoMarkup() {
        let text = "\"\u{301}<\u{338}script>&\u{301}"
        var failure = FailureReport(kind: "execution", code: "x", message: text, sourceLine: text, found: text)
        failure.advice = [text]
        failure.differences = [DifferenceReport(path: text, found: text, expected: text)]
        let command = CommandReport(name: "get", text: text, line: 1, failure: failure)
        let recipe = RecipeReport(
            name: text, outcome: .error, startedAt: 0,
            steps: [StepReport(title: text, startedAt: 0, commands: [command])])
        let page = ReportFormat.html.text(RunReport(startedAt: 0, duration: 0, recipes: [recipe], version: text))
        let scalars = Array((page.components(separatedBy: "</style>").last ?? "").unicodeScalars)
        let raw = zip(scalars, scalars.dropFirst()).filter { ["\"", "<", "&"].contains($0) && $1.value > 0x2FF }
        #expect(raw.isEmpty)
    }

    /// JSON within JSON: a template that includes itself ends where the value ends.
    @Test func deepJSONIsFolded() {
        let body = Array((String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).utf8)
        let content = BodyContent(body, of: "application/json")
        var depth = 0
        var value = content.json
        while let inner = value?.items.first?.value {
            depth += 1
            value = inner
        }
        #expect(depth == 12)
    }
}
