import Testing

@testable import Terminal

struct KeyValueListTests {
    private let list = KeyValueList([
        .init("Client", "My Cool App"), .init("Scopes", "profile generations characters"),
        .init("Notes", "one\n\n\ttwo\u{7}"),
    ])

    @Test func `Values stand beside their labels`() {
        #expect(
            list.draw(TerminalCapabilities()).joined(separator: "\n") == #"""
                Client  My Cool App
                Scopes  profile generations characters
                Notes   one

                            two\u{7}
                """#)
    }

    @Test func `Long values wrap under themselves`() {
        #expect(
            list.draw(TerminalCapabilities(columns: 28)).joined(separator: "\n") == #"""
                Client  My Cool App
                Scopes  profile generations
                        characters
                Notes   one

                            two\u{7}
                """#)
    }
}
