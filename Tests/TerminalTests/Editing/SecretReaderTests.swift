import Testing

@testable import Terminal

@Suite(.timeLimit(.minutes(1)))
struct SecretReaderTests {
    private func secret(typing keys: String, on bench: EditorBench) async throws -> LineEditorEvent {
        async let event = bench.editor.readSecret(prompt: "Passphrase: ")
        try await bench.terminal.wait(for: "Passphrase: ")
        try await bench.terminal.type(keys)
        return await event
    }

    @Test func `A secret is read and never shown`() async throws {
        let bench = try EditorBench()
        #expect(try await secret(typing: "hünter2\u{7f}3\r", on: bench) == .line("hünter3"))
        let shown = bench.terminal.text.replacing("\u{1b}[?2004h", with: "").replacing("\u{1b}[?2004l", with: "")
        #expect(shown == "Passphrase: \r\n")
        #expect(!bench.terminal.isRaw)
    }

    @Test(arguments: [
        ("sec\u{3}", LineEditorEvent.interrupted), ("\u{4}", .endOfFile), ("wrong\u{15}right\r", .line("right")),
    ])
    func `Keys in a secret`(keys: String, event: LineEditorEvent) async throws {
        let bench = try EditorBench()
        #expect(try await secret(typing: keys, on: bench) == event)
        #expect(!bench.terminal.isRaw)
    }

    /// A key file in PEM has many lines; none may be left over for the prompt.
    @Test func `A paste of several lines is one secret`() async throws {
        let bench = try EditorBench()
        let event = try await secret(typing: "\u{1b}[200~line 1\nline 2\n\u{1b}[201~\r", on: bench)
        #expect(event == .line("line 1\nline 2"))
    }

    @Test func `A secret is not in the history`() async throws {
        let bench = try EditorBench()
        _ = try await bench.entry(typing: "first\r")
        bench.terminal.forget()
        _ = try await secret(typing: "hidden\r", on: bench)
        #expect(try await bench.entry(typing: "\u{10}\r") == .line("first"))
    }
}
