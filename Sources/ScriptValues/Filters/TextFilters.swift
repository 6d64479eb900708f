internal import JSONKit

extension Filter {
    /// The filters that work on strings.
    package static let texts: [Filter] = [
        Filter("lower", "in lower case", examples: [.init("Bearer", [], "bearer")]) { value, _ throws(FilterError) in
            JSON(try value.requireText().lowercased())
        },
        Filter("upper", "in upper case", examples: [.init("get", [], "GET")]) { value, _ throws(FilterError) in
            JSON(try value.requireText().uppercased())
        },
        Filter("trim", "without blanks at both ends", examples: [.init(" a b\n", [], "a b")]) {
            value, _ throws(FilterError) in
            let text = try value.requireText()
            let start = text.drop(while: \.isWhitespace)
            return JSON(String(start.reversed().drop(while: \.isWhitespace).reversed()))
        },
        Filter(
            "replace", operands: ["OLD", "NEW"], "with every OLD made NEW",
            examples: [.init("a-b-c", ["-", "_"], "a_b_c")]
        ) {
            value, operands throws(FilterError) in
            let old = operands[0].plainText
            guard !old.isEmpty else { throw FilterError("OLD is empty") }
            return JSON(try value.requireText().replacing(old, with: operands[1].plainText))
        },
        Filter(
            "split", operands: ["SEPARATOR"], required: 0,
            "a list of the parts between separators (blanks if none is given)",
            examples: [
                .init("a, b", [", "], ["a", "b"]), .init("profile  generations", [], ["profile", "generations"]),
            ]
        ) { value, operands throws(FilterError) in
            let text = try value.requireText()
            guard let separator = operands.first?.plainText, !separator.isEmpty else {
                return JSON(text.split(whereSeparator: \.isWhitespace).map { JSON(String($0)) })
            }
            return JSON(text.split(separator: separator, omittingEmptySubsequences: false).map { JSON(String($0)) })
        },
        Filter(
            "join", operands: ["SEPARATOR"], required: 0, "one text of a list, blanks between if no separator is given",
            examples: [.init(["a", "b"], [","], "a,b"), .init(["a", 1], [], "a 1")]
        ) { value, operands throws(FilterError) in
            let parts = try value.requireElements().map(\.plainText)
            return JSON(parts.joined(separator: operands.first?.plainText ?? " "))
        },
        Filter("text", "a string as it is, anything else as JSON text", examples: [.init(["a": 1], [], #"{"a":1}"#)]) {
            value, _ in JSON(value.plainText)
        },
        Filter("json", "the value that a JSON text stands for", examples: [.init("[1]", [], [1])]) {
            value, _ throws(FilterError) in
            let text = try value.requireText()
            do throws(JSONError) {
                return try JSON(parsing: text)
            } catch {
                throw FilterError("the text is not JSON: \(error)")
            }
        },
    ]
}
