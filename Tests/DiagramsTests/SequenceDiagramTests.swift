import Diagrams
import Foundation
import Testing

@Suite struct SequenceDiagramTests {
    private static let flow = SequenceDiagram(
        parties: [.init("browser"), .init("Keyway"), .init("server", host: "as.example:8443"), .init("API")],
        rows: [
            .heading("Sign in"),
            .message(.init(6, from: "browser", to: "server", "GET /authorize")),
            .message(.init(from: "server", to: "browser", "302", isAnswer: true)),
            .message(.init(7, from: "Keyway", to: "server", "POST /a/very/long/path/to/the/token/endpoint")),
            .message(.init(from: "server", to: "Keyway", "400 invalid_grant", isAnswer: true, isFailure: true)),
            .note(.init("the sandbox's own reason", "the code; was <used>", of: "server")),
            .remark("… and 2 more, below"),
        ])

    @Test func lifeLinesStandSideBySide() {
        #expect(
            SequenceDiagramTests.flow.textLines.map { "\($0.role) \($0.label)|\($0.text)" } == [
                "aside |         browser                    Keyway                    server                     API            ",
                "aside |Sign in",
                "drawing #6|             │──────────────────GET /authorize──────────────────▶│                         │",
                "drawing |             │◀───────────────────────302────────────────────────│                         │",
                "drawing #7|             │                         │──…o/the/token/endpoint─▶│                         │",
                "failure |             │                         │◀──✗ 400 invalid_grant───│                         │",
                "aside |the sandbox's own reason: the code; was <used>",
                "aside |… and 2 more, below",
            ])
    }

    @Test func aNarrowTerminalHasOneMessageUnderTheOther() {
        #expect(
            SequenceDiagramTests.flow.narrowTextLines.map { "\($0.role) \($0.label)|\($0.text)" } == [
                "aside |Sign in", "words #6|browser ▶ server", "words |GET /authorize", "aside |◀ 302",
                "words #7|Keyway ▶ server", "words |POST /a/very/long/path/to/the/token/endpoint",
                "failure |✗ 400 invalid_grant", "aside |the sandbox's own reason: the code; was <used>",
                "aside |… and 2 more, below",
            ])
    }

    @Test func mermaidHasNoTextThatEndsAStatement() {
        #expect(
            SequenceDiagramTests.flow.mermaid == """
                sequenceDiagram
                    participant P0 as browser
                    participant P1 as Keyway
                    participant P2 as server
                    participant P3 as API
                    Note over P0,P3: Sign in
                    P0->>P2: #6 GET /authorize
                    P2-->>P0: 302
                    P1->>P2: #7 POST /a/very/long/path/to/the/token/endpoint
                    P2-xP1: 400 invalid_grant
                    Note right of P2: the code  was <used>
                    Note over P0,P3: … and 2 more, below

                """)
    }

    /// `KEYWAY_RECORD=1` writes the pictures anew; such a run fails all the same, so that nobody leaves it on.
    @Test(arguments: ["flow.svg", "element.svg"]) func thePictureIsTheOneThatWasLookedAt(_ name: String) throws {
        let flow = SequenceDiagramTests.flow
        let picture = name == "flow.svg" ? flow.svgFile : try #require(flow.svgElement)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
        if ProcessInfo.processInfo.environment["KEYWAY_RECORD"] == "1" {
            try picture.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded; look at what changed")
        }
        #expect(picture == (try String(contentsOf: file, encoding: .utf8)))
    }

    /// A message to somebody who is not there, and one to oneself, cannot be drawn.
    @Test func whatCannotBeDrawnIsLeftOut() {
        let diagram = SequenceDiagram(
            parties: [.init("a"), .init("b")],
            rows: [.message(.init(from: "a", to: "a", "x")), .message(.init(from: "a", to: "c", "x"))])
        #expect(diagram.rows == [])
        #expect(diagram.svgElement == nil)
        #expect(SequenceDiagram(parties: [], rows: [.remark("nothing")]).textLines.count == 2)
        #expect(SequenceDiagram(parties: [], rows: []).svgFile.hasPrefix("<svg"))
    }

    @Test func markupInATextIsEscaped() throws {
        let diagram = SequenceDiagram(
            parties: [.init("<a>", host: "\"h\""), .init("b")],
            rows: [
                .heading("<h>"), .message(.init(from: "<a>", to: "b", "<m>&\u{1B}")), .note(.init("t", "<n>", of: "b")),
            ])
        for text in [diagram.svgFile, try #require(diagram.svgElement)] {
            for raw in ["<a>", "<h>", "<m>", "<n>", "\"\"", "\u{1B}"] { #expect(!text.contains(raw), "\(raw)") }
        }
    }
}
