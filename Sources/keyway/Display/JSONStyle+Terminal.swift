internal import JSONKit
internal import Terminal

extension JSONStyle {
    /// Pretty, in colours where the terminal has them; of a string longer than anyone reads only the beginning.
    static func terminal(_ capabilities: TerminalCapabilities) -> JSONStyle {
        var style = plain(capabilities)
        style.mask = { _, value in
            guard let text = value.string, text.utf8.count > 2000 else { return nil }
            return "\(text.prefix(60))… (\(text.utf8.count) bytes; a query shows them all)"
        }
        return style
    }

    /// Pretty, in colours where the terminal has them, and whole.
    static func plain(_ capabilities: TerminalCapabilities) -> JSONStyle {
        var style = JSONStyle(layout: .pretty(width: capabilities.columns ?? 100))
        guard capabilities.hasColor else { return style }
        style.painter = { token, text in
            switch token {
            case .name: capabilities.paint(text, .name)
            case .string: capabilities.paint(text, .string)
            case .number: capabilities.paint(text, .number)
            case .boolean, .null: capabilities.paint(text, .literal)
            case .punctuation: text
            }
        }
        return style
    }
}
