/// What a piece of text means; how that looks is decided here alone.
public enum Style: String, Sendable, CaseIterable {
    case plain
    case error, warning, success
    case bold, dim, accent
    /// The parts of a JSON document and of a request.
    case name, string, number, literal
    case method, url

    /// The parameters of Select Graphic Rendition (ECMA-48 8.3.117): basic colours only, so that the user's own
    /// palette decides.
    ///
    /// Nobody says whether the background is light. Yellow and cyan cannot be read on white, blue not on black; bright
    /// blue (94) and magenta have a contrast of 4 on both in the usual palettes.
    var parameters: String {
        switch self {
        case .plain: ""
        case .error: "1;31"
        case .warning: "35"
        case .success: "32"
        case .bold, .method: "1"
        case .dim: "2"
        case .accent, .url, .name: "94"
        case .string: "32"
        case .number, .literal: "35"
        }
    }

    /// The text in this style, or unchanged without colour.
    public func apply(to text: String, hasColor: Bool) -> String {
        guard hasColor, self != .plain, !text.isEmpty else { return text }
        return "\u{1b}[\(parameters)m\(text)\u{1b}[0m"
    }
}

extension TerminalCapabilities {
    /// The text in a style, where there is colour.
    public func paint(_ text: String, _ style: Style) -> String { style.apply(to: text, hasColor: hasColor) }

    /// A sign, or its ASCII form where the locale has no more.
    public func symbol(_ unicode: String, ascii: String) -> String { hasUnicode ? unicode : ascii }

    /// What stands for text that was cut off.
    public var ellipsis: String { symbol("…", ascii: "...") }
}
