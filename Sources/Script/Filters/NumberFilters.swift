internal import JSONKit

extension Filter {
    static let numbers: [Filter] = [
        Filter(
            "plus", operands: ["N"], "the sum; on a date or time, N seconds later",
            examples: [
                .init(1, [2], 3), .init("2026-11-23T00:00:00Z", [90], "2026-11-23T00:01:30Z"),
            ]
        ) { value, operands throws(FilterError) in try sum(value, operands[0], sign: 1) },
        Filter(
            "minus", operands: ["N"], "the difference; on a date or time, N seconds earlier",
            examples: [.init(3, [1], 2)]
        ) {
            value, operands throws(FilterError) in try sum(value, operands[0], sign: -1)
        },
        Filter("number", "the number that a text stands for", examples: [.init("12", [], 12)]) {
            value, _ throws(FilterError) in
            guard let parsed = try? JSON(parsing: value.plainText), parsed.number != nil else {
                throw FilterError("the text is no number: \(value.plainText.prefix(40))")
            }
            return parsed
        },
        Filter(
            "date", "the time (RFC 3339, UTC) of a number of seconds since 1970",
            examples: [
                .init(0, [], "1970-01-01T00:00:00Z"), .init(1_795_476_245, [], "2026-11-23T23:24:05Z"),
            ]
        ) { value, _ throws(FilterError) in
            guard let seconds = value.integer ?? value.number.flatMap({ Int64(exactly: $0.rounded(.down)) }),
                abs(seconds) < 1 << 40
            else { throw FilterError("it works on seconds since 1970") }
            return JSON(RFC3339.text(seconds: seconds))
        },
    ]

    private static func sum(_ value: JSON, _ operand: JSON, sign: Int64) throws(FilterError) -> JSON {
        if let one = value.integer, let other = operand.integer {
            let (sum, overflow) = one.addingReportingOverflow(sign &* other)
            guard !overflow, other != .min else { throw FilterError("the result does not fit 64 bits") }
            return JSON(sum)
        }
        if let one = value.number, let other = operand.number { return JSON(one + Double(sign) * other) }
        guard let text = value.string, let start = RFC3339.seconds(text), let seconds = operand.integer,
            abs(seconds) < 1 << 40
        else { throw FilterError("it works on numbers, and on a date or time with whole seconds") }
        return JSON(RFC3339.text(seconds: start + sign * seconds))
    }
}
