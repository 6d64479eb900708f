internal import Encodings
internal import HTTPMessage

extension PageFormat {
    /// A page for an issue or a chat.
    static let markdown = PageFormat(["md", "markdown"]) { MarkdownPage($0).text }
}

/// The page in Markdown (CommonMark): texts of servers stand in code or are escaped, so that they stay texts.
private struct MarkdownPage {
    private let page: InvestigationPage

    init(_ page: InvestigationPage) { self.page = page }

    var text: String {
        let blocks = head + evidence + lists + fix + exchanges + foot
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private var head: [String] {
        let sure = page.cause.map { " (\(Markdown.text($0.confidence)))" } ?? ""
        let time = String(Timestamp.text(page.writtenAt).replacing("T", with: " ").prefix(19))
        return [
            "# \(Markdown.text(page.title))\(sure)", Markdown.text(page.sentence),
            Markdown.text("About \(page.subject). Written by Keyway \(page.version), \(time) UTC."),
        ]
    }

    private var evidence: [String] {
        let facts = page.cause?.evidence ?? []
        guard !facts.isEmpty else { return [] }
        return ["## What shows it"]
            + facts.flatMap { fact in
                [Markdown.item((fact.exchange.map { "exchange \($0): " } ?? "") + fact.text)]
                    + (fact.lines.isEmpty ? [] : [Markdown.fenced(fact.lines.joined(separator: "\n"))])
            }
    }

    private var lists: [String] {
        let others = { (others: [CauseReport.Other]) in others.map { "\($0.cause): \($0.text)" } }
        return [
            ("What the server said", page.serverSays.map { "\u{201C}\($0)\u{201D}" }),
            ("What is assumed", page.cause?.assumptions ?? []),
            ("What was held against it", page.cause?.controls ?? []), ("What was tried", page.probes),
            ("Also found", others(page.cause?.others ?? [])),
            ("What is not excluded", others(page.cause?.alternatives ?? [])),
            ("What was ruled out", others(page.ruledOut)),
            ("What could not be compared", page.notCompared.map { [$0] } ?? []),
        ].flatMap { title, items in
            items.isEmpty ? [] : ["## \(title)", items.map(Markdown.item).joined(separator: "\n")]
        }
    }

    private var fix: [String] {
        guard let cause = page.cause, let fix = cause.fix else { return [] }
        let commands = cause.commands.isEmpty ? [] : [Markdown.fenced(cause.commands.joined(separator: "\n"))]
        let references =
            cause.references.isEmpty ? [] : [Markdown.text("See \(cause.references.joined(separator: ", ")).")]
        return ["## What fixes it", Markdown.sentence(fix)] + commands + references
    }

    private var exchanges: [String] {
        guard !page.exchanges.isEmpty else { return [] }
        return ["## The exchanges"] + page.exchanges.flatMap(exchange)
    }

    private func exchange(_ report: ExchangeReport) -> [String] {
        let exchange = report.exchange
        let answer =
            exchange.response.map { "\($0.status) \($0.reason)" } ?? exchange.failure?.message
            ?? "There was no response."
        return [
            "### Exchange \(report.number): \(Markdown.text("\(exchange.request.method), \(report.purpose)"))",
            Markdown.fenced(Markdown.message(exchange.request)),
            exchange.response.map { Markdown.fenced(Markdown.message($0)) } ?? Markdown.text(answer),
        ]
    }

    private var foot: [String] {
        [
            "---",
            ([InvestigationPage.masks] + [page.again].compactMap(\.self)).map(Markdown.sentence).joined(separator: " "),
        ]
    }
}

/// Texts in the notation of Markdown.
private enum Markdown {
    /// More of a body than a page needs, in characters.
    private static let limit = 4000

    /// A text with everything escaped that Markdown or HTML would read, on one line.
    static func text(_ text: String) -> String {
        var result = ""
        for scalar in printable(text, keepsLines: false).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // A name behind it would tell somebody who has that name.
            case "@": result += "&#64;"
            case _ where scalar.isASCII && "\\`*_{}[]#|~$".unicodeScalars.contains(scalar): result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A sentence of Keyway's own, in which what stands between back quotes is code.
    static func sentence(_ text: String) -> String {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        guard !pieces.count.isMultiple(of: 2) else { return self.text(text) }
        return pieces.enumerated().map { index, piece in
            index.isMultiple(of: 2) ? self.text(piece) : "`\(printable(piece, keepsLines: false))`"
        }.joined()
    }

    static func item(_ text: String) -> String { "- " + self.text(text) }

    /// A text as it is, between fences that are longer than any in it.
    static func fenced(_ text: String) -> String {
        let text = printable(text, keepsLines: true)
        var run = 0
        var longest = 2
        for byte in text.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence)text\n\(text)\n\(fence)"
    }

    static func message(_ request: HTTPRequest) -> String {
        message("\(request.method) \(request.url)", request.headers, request.body ?? [])
    }

    static func message(_ response: HTTPResponse) -> String {
        message("HTTP/\(response.version) \(response.status) \(response.reason)", response.headers, response.body)
    }

    private static func message(_ start: String, _ headers: HTTPHeaders, _ body: [UInt8]) -> String {
        let head = ([start] + headers.map { "\($0.name): \($0.value)" }).joined(separator: "\n")
        guard !body.isEmpty else { return head }
        guard let text = String(validating: body, as: UTF8.self), !text.utf8.contains(0) else {
            return "\(head)\n\n(\(body.count.counted("byte")))"
        }
        let shown = text.count > limit ? text.prefix(limit) + "\u{2026} (\(text.count) characters)" : text
        return "\(head)\n\n\(shown)"
    }

    /// Without what is not shown, or turns the direction of a text.
    private static func printable(_ text: String, keepsLines: Bool) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where keepsLines, 0x09 where keepsLines: result.append(scalar)
            case 0x0D where keepsLines: continue
            case 0x09, 0x0A, 0x0D: result.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
