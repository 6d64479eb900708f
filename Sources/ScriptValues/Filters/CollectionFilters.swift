internal import JSONKit

extension Filter {
    static let defaultValue = Filter(
        "default", operands: ["VALUE"], "this value where there is none",
        examples: [.init(nil, ["sandbox"], "sandbox"), .init("live", ["sandbox"], "live")], orNothing: { $0 ?? $1[0] })

    static let collections: [Filter] = [
        Filter(
            "count", "how many elements, members or characters there are",
            examples: [.init([1, 2], [], 2), .init("äb", [], 2), .init([:], [], 0)]
        ) { value, _ throws(FilterError) in
            guard let count = value.count ?? value.string?.count else {
                throw FilterError("\(value.kindName) has nothing to count")
            }
            return JSON(count)
        },
        Filter("first", "the first element", examples: [.init([1, 2], [], 1), .init([], [], nil)]) {
            value, _ throws(FilterError) in
            try value.requireElements().first
        },
        Filter("last", "the last element", examples: [.init([1, 2], [], 2)]) { value, _ throws(FilterError) in
            try value.requireElements().last
        },
        Filter(
            "nth", operands: ["N"], "element N, counted from 0, or from the end with -1",
            examples: [.init([1, 2, 3], [-1], 3)]
        ) {
            value, operands throws(FilterError) in
            let elements = try value.requireElements()
            guard let position = operands[0].integer.map(Int.init) else { throw FilterError("N is a whole number") }
            let index = position < 0 ? elements.count + position : position
            return elements.indices.contains(index) ? elements[index] : nil
        },
        Filter(
            "sort", "numbers by value, then strings by character",
            examples: [.init([3, 1, 2], [], [1, 2, 3]), .init(["b", "a"], [], ["a", "b"])]
        ) { value, _ throws(FilterError) in JSON(try value.requireElements().sorted(by: isOrdered)) },
        Filter("reverse", "in the opposite order", examples: [.init([1, 2], [], [2, 1])]) {
            value, _ throws(FilterError) in
            JSON(try value.requireElements().reversed())
        },
        Filter("unique", "each element once", examples: [.init([1, 2, 1], [], [1, 2])]) {
            value, _ throws(FilterError) in
            JSON(try value.requireElements().reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        },
        Filter("keys", "the names of an object's members", examples: [.init(["b": 1, "a": 2], [], ["b", "a"])]) {
            value, _ throws(FilterError) in
            guard let members = value.members else {
                throw FilterError("it works on an object, and this is \(value.kindName)")
            }
            return JSON(members.map { JSON($0.name) })
        },
        Filter("values", "the values of an object's members", examples: [.init(["b": 1, "a": 2], [], [1, 2])]) {
            value, _ throws(FilterError) in
            guard let members = value.members else {
                throw FilterError("it works on an object, and this is \(value.kindName)")
            }
            return JSON(members.map(\.value))
        },
    ]

    static func isOrdered(_ one: JSON, _ other: JSON) -> Bool {
        if let one = one.number, let other = other.number { return one < other }
        if let one = one.string, let other = other.string { return one < other }
        return one.number != nil && other.number == nil
    }
}
