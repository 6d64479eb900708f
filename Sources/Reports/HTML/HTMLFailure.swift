internal import HTTPMessage

/// A failure with its four parts.
struct HTMLFailure {
    let failure: FailureReport

    init(_ failure: FailureReport) { self.failure = failure }

    var html: String {
        "<p class=\"message\">\(Markup.escaped(failure.message))</p>" + source + facts + differences + advice
    }

    /// The line with what is meant marked in it.
    private var source: String {
        guard let line = failure.sourceLine else { return "" }
        let characters = Array(line)
        let start = min(max(0, failure.column - 1), characters.count)
        let end = min(characters.count, start + failure.length)
        let parts = [characters[..<start], characters[start..<end], characters[end...]].map {
            Markup.escaped(String($0))
        }
        let place = failure.place.map { "<span class=\"place\">\(Markup.escaped($0))</span>" } ?? ""
        return "<pre class=\"source\">\(place)\(parts[0])<mark>\(parts[1])</mark>\(parts[2])</pre>"
    }

    private var facts: String {
        let facts = [("expected", failure.expected), ("found", failure.found)].compactMap { name, value in
            value.map { "<dt>\(name)</dt><dd class=\"\(name)\">\(Markup.escaped($0))</dd>" }
        }
        return facts.isEmpty ? "" : "<dl class=\"facts\">\(facts.joined())</dl>"
    }

    private var differences: String {
        guard !failure.differences.isEmpty else { return "" }
        let rows = failure.differences.map { difference in
            "<tr><th scope=\"row\">\(Markup.escaped(difference.path))</th>"
                + "<td class=\"expected\">\(Markup.escaped(difference.expected))</td>"
                + "<td class=\"found\">\(Markup.escaped(difference.found))</td></tr>"
        }
        return
            "<div class=\"scroll\"><table class=\"differences\"><thead><tr><th>where</th><th>expected</th><th>found</th></tr></thead>"
            + "<tbody>\(rows.joined())</tbody></table></div>"
    }

    private var advice: String {
        guard !failure.advice.isEmpty else { return "" }
        return "<ul class=\"advice\">\(failure.advice.map { "<li>\(HTMLFailure.words($0))</li>" }.joined())</ul>"
    }

    /// A sentence in which what stands between back quotes is code.
    private static func words(_ text: String) -> String {
        Markup.escaped(text).split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0 % 2 == 1 ? "<code>\($1)</code>" : String($1) }.joined()
    }
}
