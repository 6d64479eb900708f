import Encodings
import Testing

@testable import Sandbox
@testable import SandboxCore

@Suite struct GeneratorTests {
    @Test(arguments: [
        "", " ", "one", "Hello there, world!", "a\n\nb", "extraordinarily long", "\u{1F469}\u{200D}\u{1F680} ok",
    ])
    func tokensMakeTheTextAgain(text: String) {
        let tokens = Tokens.split(text)
        #expect(tokens.joined() == text)
        #expect(tokens.allSatisfy { !$0.isEmpty })
    }

    @Test func echoRepeatsTheLastUserMessage() {
        let prompt = ChatPrompt(
            messages: [
                .init(role: "user", content: "first"), .init(role: "assistant", content: "x"),
                .init(role: "user", content: "last"), .init(role: "system", content: "y"),
            ], seed: 0, persona: nil)
        #expect(EchoGenerator().text(for: prompt) == "last")
    }

    @Test func poetNeedsNoWords() {
        for seed in 0..<50 {
            let prompt = ChatPrompt(messages: [.init(role: "user", content: "?")], seed: Int64(seed), persona: nil)
            #expect(!PoetGenerator().text(for: prompt).contains("@"))
        }
    }

    @Test(arguments: [(64, 64), (64, 1536), (1, 1)])
    func paintsAnySize(width: Int, height: Int) {
        let canvas = Painter().paint(Picture(prompt: "x", seed: 1, width: width, height: height))
        #expect(canvas.bytes.count == width * height * 3)
        #expect(PNG.encode(canvas)?.starts(with: [0x89, 0x50, 0x4E, 0x47]) == true)
    }

    /// RFC 4648 §10.
    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func encodesBase64(text: String, encoded: String) { #expect(Base64.encode(Array(text.utf8)) == encoded) }

    @Test func passwordsAreSaltedAndVerified() throws {
        let one = try PasswordHash.make("engine", salt: [1, 2, 3])
        #expect(try PasswordHash.make("engine", salt: [4, 5, 6]) != one)
        #expect(PasswordHash.verifies("engine", one))
        #expect(!PasswordHash.verifies("Engine", one))
        #expect(!PasswordHash.verifies("engine", "nonsense"))
    }
}
