import BenchSupport
import HTTPMessage
import Script
import Testing

@testable import Workbench

@Suite struct TimeoutTests {
    private func timeout(given: Double?, _ line: String = "get /x") async throws -> Double? {
        let bench = await Bench(change: { $0.givenTimeout = given })
        await bench.run(Bench.ready + "config timeout 5\n\(line)")
        return bench.transport.options.last?.timeout
    }

    /// Even one that is the same as what holds while nothing is set.
    @Test(arguments: [TransportOptions().timeout, 7]) func theOneGivenComesBeforeThePreference(_ given: Double)
        async throws
    {
        #expect(try await timeout(given: given) == given)
    }

    @Test func thePreferenceHoldsWhereNothingIsGiven() async throws {
        #expect(try await timeout(given: nil) == 5)
        #expect(try await timeout(given: 7, "get /x --timeout 9") == 9)
    }
}
