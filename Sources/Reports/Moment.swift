/// Times as reports write them.
enum Moment {
    /// Seconds with three decimals.
    static func seconds(_ milliseconds: Int64) -> String {
        "\(milliseconds / 1000).\(padded(milliseconds % 1000, 3))"
    }

    /// `5.4 ms`, `1.25 s`, of microseconds.
    static func words(microseconds: Int64) -> String {
        if microseconds >= 1_000_000 {
            return "\(microseconds / 1_000_000).\(padded(microseconds / 10_000 % 100, 2)) s"
        }
        let tenths = (microseconds + 50) / 100
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
    }

    /// `5 ms`, `1.25 s`.
    static func words(milliseconds: Int64) -> String {
        milliseconds < 1000 ? "\(milliseconds) ms" : words(microseconds: milliseconds * 1000)
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
