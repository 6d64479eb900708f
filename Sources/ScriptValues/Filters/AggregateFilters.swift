internal import JSONKit

extension Filter {
    /// Filters that look at a list as a whole.
    static let aggregates: [Filter] = [
        Filter(
            "sum", "the sum of the numbers",
            examples: [.init([1, 2, 3], [], 6), .init([0.5, 1], [], 1.5), .init([], [], 0)]
        ) {
            value, _ throws(FilterError) in
            let elements = try value.requireElements()
            if let numbers = elements.allPresent(\.integer), let sum = exactSum(numbers) { return JSON(sum) }
            guard let numbers = elements.allPresent(\.number) else { throw FilterError("not all elements are numbers") }
            return JSON(numbers.reduce(0, +))
        },
        Filter(
            "min", "the least element",
            examples: [.init([3, 1, 2], [], 1), .init(["b", "a"], [], "a"), .init([], [], nil)]
        ) {
            value, _ throws(FilterError) in try value.requireElements().min(by: isOrdered)
        },
        Filter("max", "the greatest element", examples: [.init([3, 1, 2], [], 3)]) { value, _ throws(FilterError) in
            try value.requireElements().max(by: isOrdered)
        },
        Filter(
            "sort_by", operands: ["NAME"], "objects in the order of a member",
            examples: [.init([["n": 2], ["n": 1]], ["n"], [["n": 1], ["n": 2]])]
        ) { value, operands throws(FilterError) in
            let name = operands[0].plainText
            let elements = try value.requireElements()
            return JSON(elements.sorted { isOrdered($0[name] ?? .null, $1[name] ?? .null) })
        },
        Filter("flatten", "a list of lists as one list", examples: [.init([[1], [2, [3]], 4], [], [1, 2, [3], 4])]) {
            value, _ throws(FilterError) in
            JSON(try value.requireElements().flatMap { $0.elements ?? [$0] })
        },
        Filter("compact", "without null", examples: [.init([1, .null, 2], [], [1, 2])]) {
            value, _ throws(FilterError) in
            JSON(try value.requireElements().filter { !$0.isNull })
        },
        Filter(
            "slice", operands: ["FROM", "TO"], required: 1,
            "the elements or characters from FROM up to TO, which is not included; negative ones count from the end",
            examples: [
                .init([1, 2, 3, 4], [1, 3], [2, 3]), .init("client_42", [-2], "42"), .init([1], [5], []),
            ]
        ) { value, operands throws(FilterError) in
            guard let bounds = operands.allPresent(\.integer) else {
                throw FilterError("FROM and TO are whole numbers")
            }
            if let text = value.string {
                let range = sliced(text.count, bounds)
                return JSON(String(text.dropFirst(range.lowerBound).prefix(range.count)))
            }
            let elements = try value.requireElements()
            return JSON(Array(elements[sliced(elements.count, bounds)]))
        },
        Filter(
            "entries", "an object's members as a list of name and value",
            examples: [.init(["a": 1], [], [["name": "a", "value": 1]])]
        ) { value, _ throws(FilterError) in
            guard let members = value.members else {
                throw FilterError("it works on an object, and this is \(value.kindName)")
            }
            return JSON(members.map { JSON(members: [("name", JSON($0.name)), ("value", $0.value)]) })
        },
        Filter(
            "kind", "string, number, boolean, list, object or null",
            examples: [.init(1.5, [], "number"), .init([], [], "list"), .init(.null, [], "null")]
        ) { value, _ in JSON(value.kindName.split(separator: " ").last.map(String.init) ?? "") },
    ]

    private static func exactSum(_ numbers: [Int64]) -> Int64? {
        var sum: Int64 = 0
        for number in numbers {
            let (next, overflow) = sum.addingReportingOverflow(number)
            if overflow { return nil }
            sum = next
        }
        return sum
    }

    private static func sliced(_ count: Int, _ bounds: [Int64]) -> Range<Int> {
        let ends = bounds.map { bound in
            let place = bound < 0 ? Int64(count) + max(bound, -Int64(count)) : min(bound, Int64(count))
            return Int(place)
        }
        let start = ends[0]
        return start..<max(start, ends.count > 1 ? ends[1] : count)
    }
}

extension [JSON] {
    /// What each has; nil where one has not.
    fileprivate func allPresent<Value>(_ part: (JSON) -> Value?) -> [Value]? {
        let values = compactMap(part)
        return values.count == count ? values : nil
    }
}
