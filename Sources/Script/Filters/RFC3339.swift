internal import FoundationEssentials

/// Dates and times of RFC 3339 §5.6, as seconds since 1970 in UTC.
enum RFC3339 {
    private static let styles: [Date.ISO8601FormatStyle] = [
        .iso8601, Date.ISO8601FormatStyle(includingFractionalSeconds: true), .iso8601.year().month().day(),
    ]

    /// Seconds of a date (its midnight) or a time; fractions are dropped. Nil where the text is neither.
    static func seconds(_ text: String) -> Int64? {
        guard text.wholeMatch(of: /\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?/) != nil else {
            return nil
        }
        for style in styles {
            if let date = try? style.parse(text) { return Int64(date.timeIntervalSince1970.rounded(.down)) }
        }
        return nil
    }

    static func text(seconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    }
}
