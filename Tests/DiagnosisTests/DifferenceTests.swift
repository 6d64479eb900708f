import Encodings
import HTTPMessage
import OAuthCore
import Testing

@testable import Diagnosis

@Suite struct DifferenceTests {
    @Test func theSameIsNoDifference() { #expect(Difference("a", "x", "b", "x") == nil) }

    @Test func spellingsOfOneCharacterDiffer() throws {
        // The same to Swift's ==, and other bytes.
        let difference = try #require(Difference("a", "caf\u{E9}", "b", "cafe\u{301}"))
        #expect(difference.expectedRange == 3..<4 && difference.foundRange == 3..<5)
    }

    @Test func marksStandUnderWhatDiffers() throws {
        let difference = try #require(Difference("sent", "http://localhost:1/x", "is", "http://127.0.0.1:1/x"))
        #expect(
            difference.lines == [
                "sent  http://localhost:1/x", "             ^^^^^^^^^", "is    http://127.0.0.1:1/x",
                "             ^^^^^^^^^",
            ])
    }

    @Test func nothingAgainstSomething() throws {
        let difference = try #require(Difference("a", "", "b", "x"))
        #expect(difference.words == "\u{201C}x\u{201D} is too much at character 1")
    }

    /// Any two texts: both parts together with what they share are the texts again.
    @Test func partsAddUp() throws {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<2000 {
            let one = String((0..<next(8)).map { _ in ["a", "b", "/", "é"][next(4)] }.joined())
            let other = String((0..<next(8)).map { _ in ["a", "b", "/", "é"][next(4)] }.joined())
            guard let difference = Difference("1", one, "2", other) else {
                #expect(one == other)
                continue
            }
            let before = Array(Array(one.unicodeScalars)[..<difference.expectedRange.lowerBound])
            let after = Array(Array(one.unicodeScalars)[difference.expectedRange.upperBound...])
            let middle = Array(Array(other.unicodeScalars)[difference.foundRange])
            #expect(Array(other.unicodeScalars) == before + middle + after)
        }
    }

    @Test func datesComeBack() {
        for time in stride(from: Int64(0), to: 4_000_000_000_000, by: 86_399_987) {
            #expect(HTTPDate.parse(HTTPDate.text(time)) == time / 1000 * 1000)
        }
        #expect(HTTPDate.text(784_111_777_000) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.parse("yesterday") == nil)
    }
}
