import Testing

@testable import Settings
@testable import Workbench

@Suite struct PreferencesTests {
    @Test func aFreshFileSetsNothingAndNamesEverything() {
        let fresh = PreferenceText.fresh
        #expect(fresh.values().values == [:])
        #expect(fresh.values().mistakes == [])
        for preference in Preference.all { #expect(fresh.text.contains("\n#\(preference.name) = ")) }
    }

    @Test func aChangeLeavesTheRestAlone() {
        var text = PreferenceText.fresh
        text.set("hints", to: "off")
        #expect(text.values().values == ["hints": "off"])
        #expect(text.text.contains("# show what a command still takes"))
        #expect(!text.text.contains("#hints"))
        text.set("hints", to: "on")
        #expect(text.text.components(of: "hints = ") == 1)
        text.set("hints", to: nil)
        #expect(text.values().values == [:])
    }

    @Test func blanksAtAnEndAreKept() {
        var text = PreferenceText(text: "# mine\n")
        text.set("prompt", to: "{provider}> ")
        #expect(text.values().values == ["prompt": "{provider}> "])
        #expect(text.text.hasPrefix("# mine\n"))
    }

    @Test func whatIsNotKnownIsTold() {
        let text = PreferenceText(text: "colour = mauve\nhints = perhaps\nhints = off\nnonsense\n")
        #expect(text.values().mistakes == [1, 2, 4])
        #expect(text.values().values == ["hints": "off"])
    }

    @Test func everyStandardIsAllowed() {
        for preference in Preference.all { #expect(preference.objection(preference.standard) == nil) }
        #expect(Preference.prompt.objection("{nobody}") != nil)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
