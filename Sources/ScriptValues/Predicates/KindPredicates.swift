internal import JSONKit

extension Predicate {
    /// The predicates that ask of which JSON type a value is.
    package static let kinds: [Predicate] = [
        kind("isString", "is a string", [.string], holds: "a", fails: 1),
        kind("isNumber", "is a number", [.integer, .real], holds: 1.5, fails: "1"),
        kind("isInteger", "is a whole number, written without a point", [.integer], holds: 7, fails: 1.5),
        kind("isBoolean", "is true or false", [.boolean], holds: true, fails: "true"),
        kind("isList", "is a list", [.array], holds: [], fails: [:]),
        kind("isObject", "is an object", [.object], holds: [:], fails: []),
        kind("isNull", "is null", [.null], holds: .null, fails: 0),
    ]

    private static func kind(
        _ name: String, _ summary: String, _ kinds: Set<JSON.Kind>, holds: JSON, fails: JSON
    ) -> Predicate {
        Predicate(name, summary, examples: [.init(holds, [], true), .init(fails, [], false)]) { subject, _ in
            guard let subject else { return .unfit("there is no value") }
            return Verdict(kinds.contains(subject.kind))
        }
    }
}
