/// How a terminal takes pictures.
public enum PictureProtocol: String, Sendable, CaseIterable {
    case kitty, iterm, sixel

    /// What the environment says of the terminal; nil where it says nothing.
    ///
    /// Inside tmux and screen the variables tell of the terminal around it, which does not see what is written.
    static func named(by environment: [String: String]) -> PictureProtocol? {
        if isMultiplexed(environment) { return nil }
        let terminal = environment["TERM"] ?? ""
        let program = environment["TERM_PROGRAM"] ?? ""
        if environment["KITTY_WINDOW_ID"] != nil || terminal == "xterm-kitty" { return .kitty }
        if terminal == "xterm-ghostty" || program == "ghostty" { return .kitty }
        if program == "iTerm.app" || program == "WezTerm" || environment["LC_TERMINAL"] == "iTerm2" { return .iterm }
        if terminal.hasPrefix("foot") || terminal.hasPrefix("mlterm") || terminal.contains("sixel") { return .sixel }
        return nil
    }

    static func isMultiplexed(_ environment: [String: String]) -> Bool {
        let terminal = environment["TERM"] ?? ""
        return environment["TMUX"] != nil || terminal.hasPrefix("tmux") || terminal.hasPrefix("screen")
    }

    /// In tmux, what is meant for the terminal around it (its option allow-passthrough).
    static func passed(_ text: String, _ environment: [String: String]) -> String {
        guard environment["TMUX"] != nil else { return text }
        return "\u{1B}Ptmux;" + text.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
    }
}
