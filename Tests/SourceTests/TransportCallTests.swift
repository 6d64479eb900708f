import Testing

/// Every request goes through one place, which knows hooks, masks, previews and the log.
@Suite struct TransportCallTests {
    /// Modules that are below the workbench, or not part of the client.
    private static let modules: Set<String> = ["HTTPMessage", "CurlTransport", "Sandbox", "SandboxCore"]

    /// The one place in the client.
    private static let exchanger = "Workbench/Exchange/ExchangeStage.swift"

    @Test func onlyTheExchangerSends() throws {
        let found = Set(
            try SourceFile.all().filter { !Self.modules.contains($0.module) && Self.sends($0.tokens) }.map(\.path))
        let new = found.subtracting([Self.exchanger]).sorted()
        #expect(new.isEmpty, "it sends past the exchanger: \(new.joined(separator: ", "))")
        #expect(found.contains(Self.exchanger), "the exchanger sends nothing, so the search finds nothing")
    }

    @Test(arguments: [
        ("a.transport.send(x)", true), ("transport?.send(x)", true), ("bench\n  .transport\n  .send(x)", true),
        ("liveTransport.send(x)", true), ("bench.send(x)", false), ("transport.sender(x)", false),
        ("// transport.send(x)", false),
    ]) func whatIsFound(_ text: String, _ isFound: Bool) {
        #expect(Self.sends(SwiftToken.tokens(of: text)) == isFound)
    }

    private static func sends(_ tokens: [SwiftToken]) -> Bool {
        let tokens = tokens.filter { $0 != .sign("?") && $0 != .sign("!") }
        return tokens.indices.contains { index in
            guard case .word(let subject) = tokens[index], subject.lowercased().hasSuffix("transport") else {
                return false
            }
            return tokens[(index + 1)...].starts(with: [.sign("."), .word("send"), .sign("(")])
        }
    }
}
