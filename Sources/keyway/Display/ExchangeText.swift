internal import Answers
internal import HTTPMessage
internal import JSONKit
internal import Terminal
internal import Workbench

/// An exchange in lines: what was called and what came of it, then its parts, its body and its notes.
struct ExchangeText {
    private let capabilities: TerminalCapabilities
    private let showsBodies: Bool

    init(_ capabilities: TerminalCapabilities, showsBodies: Bool) {
        self.capabilities = capabilities
        self.showsBodies = showsBodies
    }

    func lines(of exchange: ExchangeAnswer) -> [String] {
        guard showsBodies else { return summary(exchange).map { "  " + $0 } }
        let parts = exchange.parts.flatMap { part in
            [capabilities.paint(part.title, .bold)] + part.lines.map { "  \($0.sanitizedForTerminal())" }
        }
        let notes = exchange.notes.flatMap(capabilities.remark)
        return summary(exchange) + parts + body(exchange.brief.map { .json($0) } ?? exchange.body) + notes
    }

    /// `POST https://… 200 OK  12.3 ms  345 B  #7`; what came of it on a line of its own where both have no room on one.
    private func summary(_ exchange: ExchangeAnswer) -> [String] {
        let status =
            exchange.status.map { code in
                capabilities.paint("\(code) \(exchange.reason.sanitizedForOneLine())".trimmedEnd, style(of: code))
            } ?? capabilities.paint(exchange.failure?.sanitizedForOneLine() ?? "no response", .error)
        let call =
            capabilities.paint(exchange.method, .method) + " "
            + capabilities.paint(exchange.url.sanitizedForOneLine(), .url)
        let facts = "\(milliseconds(exchange.timing.total))  \(size(exchange.size))  #\(exchange.number)"
        let outcome = "\(status)  \(capabilities.paint(facts, .dim))"
        let room = capabilities.columns ?? Int.max
        let margin = showsBodies ? 0 : 2
        if call.terminalWidth + 2 + outcome.terminalWidth + margin <= room { return ["\(call)  \(outcome)"] }
        return [call] + outcome.wrapped(toWidth: room - 2 - margin).map { "  \($0)" }
    }

    /// In a recipe the path is enough: the step before says which provider it is.
    private func address(_ url: String) -> String { showsBodies ? url : URLParts(url)?.path ?? url }

    private func style(of status: Int) -> Style {
        switch status {
        case ..<300: .success
        case ..<400: .warning
        default: .error
        }
    }

    private func body(_ body: ExchangeAnswer.Body) -> [String] {
        switch body {
        case .none, .streamed: []
        case .json(let json): [json.text(JSONStyle.terminal(capabilities))]
        case .text(let text): [text.sanitizedForTerminal()]
        case .binary(let words): [capabilities.paint("(\(words))", .dim)]
        }
    }

    private func milliseconds(_ microseconds: Int64) -> String {
        let tenths = (microseconds + 50) / 100
        return tenths < 1000 ? "\(tenths / 10).\(tenths % 10) ms" : "\(tenths / 10) ms"
    }

    private func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1024: "\(bytes) B"
        case ..<(1024 * 1024): "\(bytes / 1024) kB"
        default: "\(bytes / 1024 / 1024) MB"
        }
    }
}

extension String {
    fileprivate var trimmedEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}

extension TerminalCapabilities {
    /// What is said beside an answer: behind a mark, and dimmed.
    func remark(_ text: String) -> [String] {
        let text = text.sanitizedForOneLine()
        let lines = columns.map { text.wrapped(toWidth: $0 - 2, keepsWords: true) } ?? [text]
        return lines.enumerated().map { index, line in
            paint("\(index == 0 ? symbol("›", ascii: "-") : " ") \(line)", .dim)
        }
    }
}
