import Interchange
import JSONKit
import Testing

@testable import Workbench

@Suite struct RecipeWriterTests {
    private func recipe(_ lines: [TypedLine], keepsFailures: Bool = false, secrets: ExportSecrets = .none) -> String {
        RecipeWriter.recipe(lines, secrets: secrets, keepsFailures: keepsFailures, title: "Test")
    }

    @Test func whatAnAnswerBroughtBecomesAVariable() {
        let text = recipe([
            TypedLine(
                text: "post /things name=x", name: "post", failed: false, answer: ["id": "thing-42", "name": "x"]),
            TypedLine(text: "get /things/thing-42", name: "get", failed: false, answer: ["parent": ["id": "thing-7"]]),
            TypedLine(text: "get /things/thing-422", name: "get", failed: false),
            TypedLine(text: "delete /things/thing-7", name: "delete", failed: false),
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
                text: "post /things id=thing-42", name: "post", failed: false,
                answer: ["id": "thing-42", "scope": "profile"]),
            TypedLine(text: "get /things/thing-42 scope==profile", name: "get", failed: false),
        ])
        #expect(text.contains("get /things/thing-42 scope==profile"))
        #expect(!text.contains("save"))
    }

    @Test func failuresAreDroppedOrKeptBehindTry() {
        let lines = [
            TypedLine(text: "get /a", name: "get", failed: true),
            TypedLine(text: "get /b", name: "get", failed: true, mayFail: true),
            TypedLine(text: "show", name: "show", failed: false),
            TypedLine(text: "for x in 1\n  get /c\nend", name: "", failed: true),
        ]
        #expect(recipe(lines).hasSuffix("\"Recorded\"\n  try get /b\n"))
        #expect(recipe(lines, keepsFailures: true).hasSuffix("\"Recorded\"\n  try get /a\n  try get /b\n"))
    }

    @Test func secretsComeFromTheEnvironment() {
        let secrets = ExportSecrets([ExportSecret(value: "s3cret-value", name: "client_secret", standIn: "x")])
        let text = recipe(
            [TypedLine(text: "exchange client_secret=s3cret-value", name: "exchange", failed: false)], secrets: secrets)
        #expect(text.contains("exchange client_secret={{env.CLIENT_SECRET}}"))
    }
}
