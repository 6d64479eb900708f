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
        guard showsBodies else { return ["  " + summary(exchange)] }
        let parts = exchange.parts.flatMap { part in
            [capabilities.paint(part.title, .bold)] + part.lines.map { "  \($0.sanitizedForTerminal())" }
        }
        let notes = exchange.notes.map {
            capabilities.paint("\(capabilities.symbol("›", ascii: "-")) \($0.sanitizedForOneLine())", .dim)
        }
        return [summary(exchange)] + parts + body(exchange.body) + notes
    }

    /// `POST https://… 200 OK  12.3 ms  345 B  #7`.
    private func summary(_ exchange: ExchangeAnswer) -> String {
        let status =
            exchange.status.map { code in
                capabilities.paint("\(code) \(exchange.reason.sanitizedForOneLine())".trimmedEnd, style(of: code))
            } ?? capabilities.paint(exchange.failure?.sanitizedForOneLine() ?? "no response", .error)
        let call =
            capabilities.paint(exchange.method, .method) + " "
            + capabilities.paint(exchange.url.sanitizedForOneLine(), .url)
        let facts = "\(milliseconds(exchange.timing.total))  \(size(exchange.size))  #\(exchange.number)"
        return "\(call)  \(status)  \(capabilities.paint(facts, .dim))"
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
