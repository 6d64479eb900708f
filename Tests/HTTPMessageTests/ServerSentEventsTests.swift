import HTTPMessage
import TestSupport
import Testing

@Suite struct ServerSentEventsTests {
    private func events(_ text: String) -> [ServerSentEvent] {
        var parser = ServerSentEvents()
        return parser.feed(text.utf8)
    }

    @Test("The examples of WHATWG HTML §9.2.6")
    func standardExamples() {
        #expect(
            events("data: YHOO\ndata: +2\ndata: 10\n\n") == [ServerSentEvent(data: "YHOO\n+2\n10")])
        #expect(
            events(": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n") == [
                ServerSentEvent(data: "first event", id: "1"), ServerSentEvent(data: "second event"),
                ServerSentEvent(data: " third event"),
            ])
        #expect(events("data\n\ndata\ndata\n\ndata:") == [ServerSentEvent(data: ""), ServerSentEvent(data: "\n")])
        #expect(
            events("data:test\n\ndata: test\n\n") == [ServerSentEvent(data: "test"), ServerSentEvent(data: "test")])
    }

    @Test func fields() {
        #expect(
            events("event: add\rdata: 1\rretry: 250\rid: 7\r\revent: x\r\rdata: 2\r\r") == [
                ServerSentEvent(event: "add", data: "1", id: "7", retry: 250), ServerSentEvent(data: "2", id: "7"),
            ])
        #expect(
            events("retry: 2x\nid: a\0b\nunknown: z\nData: no\ndata: 1\n\n") == [ServerSentEvent(data: "1")])
    }

    @Test func byteOrderMarkAndBrokenText() {
        #expect(events("\u{feff}data: 1\n\n") == [ServerSentEvent(data: "1")])
        #expect(events("data: 1\n\n\u{feff}data: 2\n\n") == [ServerSentEvent(data: "1")])
        var parser = ServerSentEvents()
        #expect(parser.feed(Array("data: ".utf8) + [0xFF, 0x0A, 0x0A]) == [ServerSentEvent(data: "\u{fffd}")])
    }

    @Test func largeEventsAreDroppedAndTheNextIsRead() {
        var parser = ServerSentEvents(limit: 16)
        let line = "data: " + String(repeating: "x", count: 100) + "\n\n"
        let lines = String(repeating: "data: 1234\n", count: 10) + "\n"
        #expect(parser.feed((line + lines + "data: ok\n\n").utf8) == [ServerSentEvent(data: "ok")])
        #expect(parser.droppedCount == 2)
    }

    @Test("However a stream is cut, its events are the same")
    func anySplit() {
        var random = SeededGenerator(seed: 926)
        let pieces = [
            "data: é\u{1F600}", "data", "data:x", "event: e", "id: 1", "id", "retry: 5", ":c", "\n", "\r", "\r\n",
            "\n\n", "\r\n\r\n", "\u{feff}",
        ]
        for _ in 0..<2000 {
            let stream = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }
            let octets = Array(stream.joined().utf8)
            var whole = ServerSentEvents()
            let expected = whole.feed(octets)
            var cut = ServerSentEvents()
            var got: [ServerSentEvent] = []
            var rest = octets[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...min(4, rest.count), using: &random)
                got += cut.feed(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(got == expected)
        }
    }
}
