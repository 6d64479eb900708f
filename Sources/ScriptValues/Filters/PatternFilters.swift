internal import Encodings
internal import JSONKit

extension Filter {
    /// Filters that find a part of a text.
    static let patterns: [Filter] = [
        Filter(
            "regex", operands: ["PATTERN", "GROUP"], required: 1,
            "the first match of a regular expression: its first group, or all of it if it has none; or group GROUP",
            examples: [
                .init("id=42;", ["id=([0-9]+)"], "42"), .init("a1b2", ["[0-9]"], "1"),
                .init("a-b", ["(.)-(.)", 2], "b"),
                .init("x", ["y"], nil),
            ]
        ) { value, operands throws(FilterError) in
            guard let regex = try? Regex(operands[0].plainText) else {
                throw FilterError("the regular expression does not parse: \(operands[0].plainText.shortened)")
            }
            let text = try value.requireText()
            guard let match = text.firstMatch(of: regex) else { return nil }
            let group = operands.count > 1 ? operands[1].integer.map(Int.init) ?? -1 : min(1, match.output.count - 1)
            guard match.output.indices.contains(group) else {
                throw FilterError("the expression has groups 0 to \(match.output.count - 1)")
            }
            return match.output[group].substring.map { JSON(String($0)) }
        },
        Filter("lines", "a list of the lines", examples: [.init("a\nb\r\n", [], ["a", "b"])]) {
            value, _ throws(FilterError) in
            var lines = try value.requireText().replacing("\r\n", with: "\n").split(
                separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            return JSON(lines.map { JSON(String($0)) })
        },
        Filter(
            "query_param", operands: ["NAME"], "the first value of a parameter in a URL's query or fragment, decoded",
            examples: [
                .init("https://a.example/cb?code=x%20y&state=1", ["code"], "x y"),
                .init("https://a.example/cb#access_token=t", ["access_token"], "t"),
                .init("https://a.example/", ["code"], nil),
            ]
        ) { (value: JSON, operands: [JSON]) throws(FilterError) -> JSON? in
            let url = try value.requireText()
            guard let start = url.firstIndex(where: { "?#".contains($0) }) else { return nil }
            let pairs = url[url.index(after: start)...].split(whereSeparator: { "&#?".contains($0) })
            for pair in pairs {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let decoded = parts.map { PercentCoding.decode(String($0).replacing("+", with: " ")) }
                guard decoded.first == operands[0].plainText else { continue }
                guard let found = decoded.count > 1 ? decoded[1] : "" else {
                    throw FilterError("a percent escape in it is malformed")
                }
                return JSON(found)
            }
            return nil
        },
    ]
}
