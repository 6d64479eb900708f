import Testing

/// Tests wait for what happens, and never for a time.
@Suite struct RealTimeTests {
    /// Helpers that look again and again, so many times at most, and fail if nothing comes.
    private static let helpers: Set<String> = [
        "TestSupport/Waiting.swift", "TestSupport/ManualTime.swift", "TerminalTests/Editing/PseudoTerminal.swift",
        "keywayTests/Support/TerminalWindow.swift", "CurlTransportTests/RawServer.swift",
    ]

    /// What must wait as the real program does, with what it is for.
    private static let exceptions: Set<String> = [
        // A server that is slow, for libcurl's own timer.
        "CurlTransportTests/FailureTests.swift",
        // The real sleeper, handed to parts that are tested over real sockets.
        "keywayTests/TestRun.swift", "keywayTests/Callback/CallbackListenerTests.swift",
    ]

    @Test func onlyHelpersSleep() throws {
        let found = Set(try SourceFile.all(below: "Tests").filter { Self.sleeps($0.tokens) }.map(\.path))
        let known = Self.helpers.union(Self.exceptions)
        let new = found.subtracting(known).sorted()
        #expect(new.isEmpty, "wait for what happens, with wait(until:): \(new.joined(separator: ", "))")
        let stale = known.subtracting(found).sorted()
        #expect(stale.isEmpty, "it no longer sleeps, so take it out of the list: \(stale.joined(separator: ", "))")
    }

    @Test(arguments: [
        ("try await Task.sleep(for: .seconds(1))", true), ("usleep(10)", true),
        ("Thread.sleep(forTimeInterval: 1)", true),
        ("try await time.sleep(for: .seconds(1))", false), ("let text = \"usleep(10)\"", false),
    ]) func whatIsFound(_ text: String, _ isFound: Bool) {
        #expect(Self.sleeps(SwiftToken.tokens(of: text)) == isFound)
    }

    private static func sleeps(_ tokens: [SwiftToken]) -> Bool {
        tokens.indices.contains { index in
            let next = tokens[index...].prefix(4)
            return next.starts(with: [.word("Task"), .sign("."), .word("sleep"), .sign("(")])
                || next.starts(with: [.word("Thread"), .sign("."), .word("sleep"), .sign("(")])
                || next.starts(with: [.word("usleep"), .sign("(")])
                || next.starts(with: [.word("sleep"), .sign("(")])
                    && (index == 0 || tokens[index - 1] != .sign(".") && tokens[index - 1] != .word("func"))
        }
    }
}
