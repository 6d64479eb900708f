/// A setting of the program that its user may change. To add one, write it here and name it in ``all``.
public struct Preference: Sendable {
    public let name: String
    /// What holds while nothing is set.
    public let standard: String
    /// One line without a full stop.
    public let summary: String
    /// What else is to be known, for `config NAME` and for the file.
    public let explanation: String
    /// Values to offer; the check decides.
    public let choices: [String]
    /// What it must be, if the value is not that.
    package let objection: @Sendable (String) -> String?

    public static func named(_ name: String) -> Preference? { all.first { $0.name == name } }

    public static let all: [Preference] = [
        prompt, editMode, hints, color, pager, images, historySize, timeout, connectTimeout, accessible,
    ]

    public static let prompt = Preference(
        name: "prompt", standard: "{session}{provider}{client}{life}> ",
        summary: "what the prompt tells",
        explanation: """
            {session} and a ·, unless it is the usual one; {provider}; a / and {client}, if one is chosen; a blank and \
            {life}, how long the token still lives. The ·, the / and the blank come with their fields, and go with \
            them. Everything else stands as it is.
            """, choices: [], objection: { $0.isEmpty ? "a text that is not empty" : unknownField(in: $0) })

    public static let editMode = choice(
        "edit-mode", "emacs", ["emacs", "vi"], "the keys of the prompt",
        "~/.editrc may bind others; `help keys` lists them.")

    public static let hints = switched("hints", "on", "show what a command still takes behind the cursor")

    public static let color = choice(
        "color", "auto", ["auto", "always", "never"], "whether colours are used",
        "auto is a terminal that has them, without NO_COLOR. --color comes before it.")

    public static let pager = Preference(
        name: "pager", standard: "auto", summary: "what shows an answer that is longer than the screen",
        explanation: "auto is $PAGER, else less -FRX; never is none; anything else is a command for the shell.",
        choices: ["auto", "never"], objection: { $0.isEmpty ? "auto, never or a command" : nil })

    public static let images = choice(
        "images", "auto", ["auto", "kitty", "iterm", "sixel", "off"], "how pictures are shown",
        "auto finds out what the terminal can do; off only saves them. Inside tmux a choice is passed through it.")

    public static let historySize = Preference(
        name: "history-size", standard: "2000", summary: "how many entries the history keeps", explanation: "",
        choices: [], objection: { Int($0).map { (1...1_000_000).contains($0) } == true ? nil : "a number from 1" })

    public static let timeout = seconds("timeout", "60", "give up a request after so many seconds")
    public static let connectTimeout = seconds("connect-timeout", "10", "give up connecting after so many seconds")

    public static let accessible = Preference(
        name: "accessible", standard: "off", summary: "no cursor tricks: for screen readers and slow lines",
        explanation: "No hints, colours or pager. --accessible does the same for once.",
        choices: ["on", "off"], objection: { ["on", "off"].contains($0) ? nil : "on or off" })

    private static func switched(_ name: String, _ standard: String, _ summary: String) -> Preference {
        choice(name, standard, ["on", "off"], summary, "")
    }

    private static func choice(
        _ name: String, _ standard: String, _ choices: [String], _ summary: String, _ explanation: String
    ) -> Preference {
        Preference(
            name: name, standard: standard, summary: summary, explanation: explanation, choices: choices,
            objection: { choices.contains($0) ? nil : choices.joined(separator: " or ") })
    }

    private static func seconds(_ name: String, _ standard: String, _ summary: String) -> Preference {
        Preference(
            name: name, standard: standard, summary: summary, explanation: "", choices: [],
            objection: { Double($0).map { $0 > 0 && $0 < 1e9 } == true ? nil : "a number greater than 0" })
    }

    private static func unknownField(in format: String) -> String? {
        let known = ["session", "provider", "client", "life"]
        let fields = format.matches(of: /\{([a-z]*)\}/).map { String($0.1) }
        return fields.allSatisfy(known.contains)
            ? nil : known.map { "{\($0)}" }.joined(separator: ", ") + " and other text"
    }
}
