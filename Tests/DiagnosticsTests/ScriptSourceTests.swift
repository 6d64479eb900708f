import Diagnostics
import Testing

@Suite struct ScriptSourceTests {
    private let source = ScriptSource(.recipe(path: "recipes/a.keyway"), text: "get /ä x\r\nset y = 1\n")

    @Test func placesCountCharacters() throws {
        let place = source.place(of: 8..<9)
        #expect(place.line == 1 && place.column == 8 && place.length == 1)
        #expect(place.lineText == "get /ä x")
    }

    @Test func aPlaceIsCutAtItsLinesEnd() {
        let place = source.place(of: 4..<100)
        #expect(place.line == 1 && place.length == 4)
    }

    @Test func aPlaceBeyondTheTextIsAtItsEnd() {
        #expect(source.place(of: 500..<600).line == 3)
        #expect(source.position(of: 500).line == 3)
        let start = source.position(of: -1)
        #expect(start.line == 1 && start.column == 1)
    }

    @Test(arguments: [
        ("b.keyway", "recipes/b.keyway"), ("../b.keyway", "b.keyway"), ("./c/b.keyway", "recipes/c/b.keyway"),
        ("/b.keyway", "/b.keyway"),
    ])
    func filesAreFoundFromItsFolder(file: String, path: String) { #expect(source.path(of: file) == path) }

    @Test func hidingKeepsEveryOffset() {
        let hidden = ScriptSource(.recipe(path: "-c"), text: "a secret b\nc").hiding(from: 2)
        #expect(hidden.text == "a ****** *\nc")
    }

    @Test func aDiagnosticKeepsThePlaceItKnows() {
        let failure = Diagnostic(.usage, "x", "x").placed(in: source, at: 0..<3)
        #expect(failure.place?.line == 1)
        #expect(failure.placed(in: ScriptSource(.recipe(path: "-c"), text: ""), at: 0..<1).source == source)
    }
}
