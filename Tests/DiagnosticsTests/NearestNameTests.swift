import Diagnostics
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("exchnage", "exchange"), ("EXCHANGE", "exchange"), ("exchang", "exchange"), ("refersh", "refresh"),
        ("gte", "get"),
    ])
    func findsASlip(typed: String, meant: String) {
        #expect(nearestName(to: typed, among: ["get", "refresh", "exchange", "revoke"]) == meant)
    }

    @Test(arguments: ["authorize", "x", ""])
    func findsNothingThatIsFar(typed: String) {
        #expect(nearestName(to: typed, among: ["exchange", "refresh"]) == nil)
    }

    @Test func theNearestOfSeveralWins() {
        #expect(nearestName(to: "client lst", among: ["client use", "client list", "client add"]) == "client list")
        #expect(nearestName(to: "a", among: [String]()) == nil)
    }
}
