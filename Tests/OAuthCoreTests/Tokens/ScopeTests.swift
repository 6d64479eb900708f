import OAuthCore
import Testing

@Suite struct ScopeTests {
    @Test func isASetInItsOrder() {
        let scope = Scope("b a b")
        #expect(scope.text == "b a")
        #expect(scope == "a b")
        #expect(scope != "a")
        #expect(Scope("").isEmpty)
    }

    @Test func reckonsWithSets() {
        let scope: Scope = "profile generations"
        #expect(scope.covers("generations"))
        #expect(scope.covers(Scope()))
        #expect(!scope.covers("Profile"))
        #expect(scope.union("characters profile").text == "profile generations characters")
        #expect(scope.subtracting("profile characters").text == "generations")
        #expect(scope.intersection("characters profile").text == "profile")
        #expect(!Scope("K").contains("\u{212A}"))
    }

    @Test(arguments: [
        ("profile generations", []), ("!#[]~", []), ("", ["scope-empty"]), ("  ", ["scope-empty"]),
        ("a  b", ["scope-blanks"]), (" a", ["scope-blanks"]), ("a ", ["scope-blanks"]), ("a,b", ["scope-comma"]),
        ("a\"b", ["scope-characters"]), ("a\\b", ["scope-characters"]), ("a\tb", ["scope-characters"]),
        ("ä", ["scope-characters"]), ("a\u{1B} ,", ["scope-comma", "scope-characters"]),
    ])
    func notesWhatIsOdd(text: String, codes: [String]) {
        let (scope, warnings) = Scope.parse(text)
        #expect(warnings.map(\.code) == codes)
        #expect(scope == Scope(text))
        #expect(!warnings.contains { $0.message.contains("\u{1B}") })
    }
}
