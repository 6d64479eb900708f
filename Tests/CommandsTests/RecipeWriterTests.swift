import Interchange
import JSONKit
import Testing

@testable import Commands
@testable import Workbench

@Suite struct RecipeWriterTests {
    private func recipe(_ lines: [TypedLine], keepsFailures: Bool = false, secrets: ExportSecrets = .none) -> String {
        RecipeWriter.recipe(lines, secrets: secrets, keepsFailures: keepsFailures, title: "Test")
    }

    @Test func whatAnAnswerBroughtBecomesAVariable() {
        let text = recipe([
            TypedLine(
                text: "post /things name=x", failed: false, answer: ["id": "thing-42", "name": "x"]),
            TypedLine(text: "get /things/thing-42", failed: false, answer: ["parent": ["id": "thing-7"]]),
            TypedLine(text: "get /things/thing-422", failed: false),
            TypedLine(text: "delete /things/thing-7", failed: false),
        ])
        #expect(
            text == """
                # Test

                step "Recorded"
                  post /things name=x
                  save id = $.id
                  get /things/{{id}}
                  save id_2 = $.parent.id
                  get /things/thing-422
                  delete /things/{{id_2}}

                """)
    }

    /// What the user wrote before any answer had it is the user's own.
    @Test func whatWasTypedFirstStays() {
        let text = recipe([
            TypedLine(
                text: "post /things id=thing-42", failed: false,
                answer: ["id": "thing-42", "scope": "profile"]),
            TypedLine(text: "get /things/thing-42 scope==profile", failed: false),
        ])
        #expect(text.contains("get /things/thing-42 scope==profile"))
        #expect(!text.contains("save"))
    }

    @Test func failuresAreDroppedOrKeptBehindTry() {
        let lines = [
            TypedLine(text: "get /a", failed: true),
            TypedLine(text: "get /b", failed: true, mayFail: true),
            TypedLine(text: "for x in 1\n  get /c\nend", isBlock: true, failed: true),
        ]
        #expect(recipe(lines).hasSuffix("\"Recorded\"\n  try get /b\n"))
        #expect(recipe(lines, keepsFailures: true).hasSuffix("\"Recorded\"\n  try get /a\n  try get /b\n"))
    }

    @Test func secretsComeFromTheEnvironment() {
        let secrets = ExportSecrets([ExportSecret(value: "s3cret-value", name: "client_secret", standIn: "x")])
        let text = recipe(
            [TypedLine(text: "exchange client_secret=s3cret-value", failed: false)], secrets: secrets)
        #expect(text.contains("exchange client_secret={{env.CLIENT_SECRET}}"))
    }
}
