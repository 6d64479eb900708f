internal import Encodings
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
        Filter("times", operands: ["N"], "the product", examples: [.init(3, [4], 12), .init(1.5, [2], 3.0)]) {
            value, operands throws(FilterError) in try product(value, operands[0])
        },
        Filter("divided_by", operands: ["N"], "the quotient", examples: [.init(7, [2], 3.5)]) {
            value, operands throws(FilterError) in
            guard let one = value.number, let other = operands[0].number else {
                throw FilterError("it works on numbers")
            }
            guard other != 0 else { throw FilterError("N is 0") }
            return JSON(one / other)
        },
        Filter(
            "round", operands: ["DIGITS"], required: 0, "the nearest number with so many digits behind the point (0)",
            examples: [.init(2.5, [], 3), .init(-1.26, [1], -1.3)]
        ) { value, operands throws(FilterError) in
            guard let number = value.number else { throw FilterError("it works on a number") }
            guard let digits = Optional(operands.first.map { $0.integer ?? -1 } ?? 0), (0...9).contains(digits) else {
                throw FilterError("DIGITS is a whole number from 0 to 9")
            }
            let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
            let rounded = (number * scale).rounded() / scale
            return digits == 0 ? Int64(exactly: rounded).map { JSON($0) } ?? JSON(rounded) : JSON(rounded)
        },
        Filter(
            "seconds", "the seconds since 1970 of a date or time (RFC 3339)",
            examples: [.init("1970-01-02T00:00:01Z", [], 86401)]
        ) { value, _ throws(FilterError) in
            guard let seconds = Timestamp.seconds(try value.requireText()) else {
                throw FilterError("it is no date or time")
            }
            return JSON(seconds)
        },
        Filter(
            "date", "the time (RFC 3339, UTC) of a number of seconds since 1970",
            examples: [
                .init(0, [], "1970-01-01T00:00:00Z"), .init(1_795_476_245, [], "2026-11-23T23:24:05Z"),
            ]
        ) { value, _ throws(FilterError) in
            guard let seconds = value.integer ?? value.number.flatMap({ Int64(exactly: $0.rounded(.down)) }),
                seconds.magnitude < 1 << 40
            else { throw FilterError("it works on seconds since 1970") }
            return JSON(Timestamp.text(seconds: seconds))
        },
    ]

    /// The product; whole numbers stay whole while they fit.
    fileprivate static func product(_ value: JSON, _ operand: JSON) throws(FilterError) -> JSON {
        if let one = value.integer, let other = operand.integer {
            let (product, overflow) = one.multipliedReportingOverflow(by: other)
            if !overflow { return JSON(product) }
        }
        guard let one = value.number, let other = operand.number, (one * other).isFinite else {
            throw FilterError("it works on numbers")
        }
        return JSON(one * other)
    }

    private static func sum(_ value: JSON, _ operand: JSON, sign: Int64) throws(FilterError) -> JSON {
        if let one = value.integer, let other = operand.integer {
            let (sum, overflow) = one.addingReportingOverflow(sign &* other)
            guard !overflow, other != .min else { throw FilterError("the result does not fit 64 bits") }
            return JSON(sum)
        }
        if let one = value.number, let other = operand.number { return JSON(one + Double(sign) * other) }
        guard let text = value.string, let start = Timestamp.seconds(text), let seconds = operand.integer,
            seconds.magnitude < 1 << 40
        else { throw FilterError("it works on numbers, and on a date or time with whole seconds") }
        return JSON(Timestamp.text(seconds: start + sign * seconds))
    }
}
