import JSONKit
import Script
import ScriptValues
import Testing

/// Every example of the tables, run.
@Suite struct ExampleTests {
    @Test(arguments: Predicate.all.map(\.name)) func predicate(_ name: String) throws {
        let predicate = try #require(Predicate.all.first { $0.name == name })
        #expect(!predicate.examples.isEmpty)
        for example in predicate.examples {
            let verdict = predicate.verdict(of: example.subject, example.operands)
            #expect((verdict == .holds) == example.holds, "\(example)")
            let negated = predicate.verdict(of: example.subject, example.operands, negated: true)
            #expect((negated == .holds) != example.holds, "\(example)")
        }
    }

    @Test(arguments: Filter.all.map(\.name)) func filter(_ name: String) throws {
        let filter = try #require(Filter.all.first { $0.name == name })
        #expect(!filter.examples.isEmpty)
        for example in filter.examples {
            #expect(try filter(example.value, example.operands) == example.result, "\(example)")
        }
    }

    @Test func namesAreUnique() {
        #expect(Set(Predicate.all.map(\.name)).count == Predicate.all.count)
        #expect(Set(Filter.all.map(\.name)).count == Filter.all.count)
    }
}
