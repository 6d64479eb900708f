import Testing

@testable import HTTPMessage

@Suite struct CountedTests {
    @Test(arguments: [(0, "0 bytes"), (1, "1 byte"), (2, "2 bytes"), (-1, "-1 bytes")])
    func oneIsNotSeveral(_ count: Int, _ expected: String) { #expect(count.counted("byte") == expected) }

    @Test func irregularOnesAreSpelt() {
        #expect(1.counted("entry", plural: "entries") == "1 entry")
        #expect(3.counted("entry", plural: "entries") == "3 entries")
    }
}
