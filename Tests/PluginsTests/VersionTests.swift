import Testing

@testable import Plugins

@Suite struct VersionTests {
    @Test(arguments: [
        ("1.2.3", "1.2", true), ("1.3.0", "1.2", false), ("1.2.3", "=1.2.3", true), ("1.9.0", "^1.2", true),
        ("2.0.0", "^1.2", false), ("0.2.9", "^0.2", true), ("0.3.0", "^0.2", false), ("0.9.0", "^0", true),
        ("1.2.9", "~1.2", true), ("1.3.0", "~1.2", false), ("1.3.0", "~1", true), ("1.2.0", ">=1.2", true),
        ("1.2.0", ">1.2", false), ("1.1.9", "<1.2", true), ("1.2.0", "<=1.2", true), ("1.2.0", "nonsense", false),
    ])
    func aVersionIsInARange(version: String, range: String, isIn: Bool) throws {
        #expect(try #require(PluginVersion(version)).isIn(range) == isIn)
    }

    @Test(arguments: ["", "1.", "1.2.3.4", "v1", "1.-2", "99999999999"])
    func whatIsNoVersion(text: String) { #expect(PluginVersion(text) == nil) }
}
