import JSONKit
import TestSupport
import Testing

@testable import Redaction

/// What is taken for a secret by its look, and what is not.
@Suite struct SecretFormTests {
    @Test(arguments: [
        "at_abcdefghijklmnop", "sk-0123456789abcdef", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n", "SG.abcdefgh.ijklmnopqrstu",
    ])
    func isKnownByItsForm(_ value: String) { #expect(SecretForm.isWhole(value)) }

    @Test(arguments: [
        "format_of_something_long", "https://a.example/x", "hello", "chat_completions_and_more",
        "9b2f1c0e-7a35-4c1d-8a59-d2f1c0e7a35c", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    ])
    func isNotKnownByItsForm(_ value: String) { #expect(!SecretForm.isWhole(value) && !SecretForm.isRandom(value)) }

    @Test func isKnownByItsLook() {
        #expect(SecretForm.isRandom("wJ4lrXUtnF9MI7K8MD2NGbPxRf5CYzz0"))
        #expect(!SecretForm.isRandom("TheQuickBrownFoxJumpsOverTheLazyDog1"))
    }

    @Test func mostOfWhatAGeneratorMakesIsKnown() {
        var generator = SeededGenerator(seed: 11)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let known = (0..<500).count { _ in
            SecretForm.isRandom(String((0..<40).compactMap { _ in alphabet.randomElement(using: &generator) }))
        }
        #expect(known > 450)
    }

    @Test func pathsAndTitlesAreNotTakenForKeys() {
        var generator = SeededGenerator(seed: 12)
        let words = ["OAuth2", "Clients", "in", "Swift6", "Users", "JohnSmith", "v2", "Items", "2026", "README", "of"]
        for separator in ["/", "-", "_", "+", "="] {
            for _ in 0..<200 {
                let text = (0..<9).compactMap { _ in words.randomElement(using: &generator) }.joined(
                    separator: separator)
                #expect(!SecretForm.isRandom(text), "\(text)")
            }
        }
    }

    @Test func aNameThatSaysOtherwiseKeepsAVariableOpen() {
        let value = JSON("req_8f3kGhT2mQpZ0aLx9VbN1cRw")
        #expect(SecretReason(name: "request", value: value, isTyped: true) == .random)
        for name in ["request_id", "requestId", "etag", "file_digest", "jwkThumbprint"] {
            #expect(SecretReason(name: name, value: value, isTyped: true) == nil, "\(name)")
        }
        for (name, value) in [("key", "name"), ("map_key", "created at"), ("code", "invalid_request")] {
            #expect(SecretReason(name: name, value: JSON(value), isTyped: true) == nil, "\(name)")
        }
        #expect(SecretReason(name: "has_token", value: "true", isTyped: true) == nil)
        for (name, value) in [("key", "a7f"), ("api_key", "banana"), ("code", "xK9"), ("password", "banana")] {
            #expect(SecretReason(name: name, value: JSON(value), isTyped: true) == .name, "\(name)")
        }
    }

    @Test func aHistoryKeepsWhatIsKeptInTheOpen() {
        let value = "req_8f3kGhT2mQpZ0aLx9VbN1cRw"
        #expect(HistoryRule.holdsSecret("set request = \(value)") && HistoryRule.holdsSecret("try set a = '\(value)'"))
        for line in ["set request_id = \(value)", "set key = name", "get /x id==\(value)"] {
            #expect(!HistoryRule.holdsSecret(line), "\(line)")
        }
    }

    /// A text of pieces that begin a token and are none is read once.
    @Test func whatOnlyBeginsATokenIsNone() {
        for piece in ["eyJ.", "a.", "at_.", "-----BEGIN "] {
            #expect(SecretForm.ranges(in: String(repeating: piece, count: 2)) == [])
        }
        let many = SecretForm.ranges(in: String(repeating: "eyJ. a. ", count: 20_000))
        #expect(many.isEmpty)
    }
}
