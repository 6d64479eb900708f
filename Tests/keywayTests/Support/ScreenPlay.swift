import Foundation

/// What a person does at a terminal and sees there, line by line: `type`, `hidden` for what is typed and not shown, `paste`,
/// `press`, `wait`, `gone`, `prompt`, `resize`, and `screen`, under which the screen stands as it must be then, each line
/// behind a `|`.
struct ScreenPlay {
    /// The lines, each with the screen that is drawn below it.
    private let lines: [(text: String, screen: [String])]

    init(_ text: String) {
        var lines: [(text: String, screen: [String])] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("|"), !lines.isEmpty {
                lines[lines.count - 1].screen.append(line)
            } else {
                lines.append((line, []))
            }
        }
        self.lines = lines
    }

    /// The play as it goes today.
    func replayed(home: String) async throws -> String {
        var written: [String] = []
        var size = (columns: 80, rows: 24)
        var window: TerminalWindow?
        let steady = Steady(home: home)
        for (line, drawn) in lines {
            written.append(line)
            let word = String(line.prefix { $0 != " " })
            let rest = String(line.dropFirst(word.count + 1))
            switch word {
            case "", "#": continue
            case "size", "resize":
                let numbers = rest.split(separator: "x").compactMap { Int($0) }
                size = (numbers[0], numbers[1])
                try window?.resize(columns: size.columns, rows: size.rows)
            case "run":
                window = try TerminalWindow(rest, columns: size.columns, rows: size.rows, home: home)
            case "type": try await window?.type(rest)
            case "paste": try window?.paste(rest.replacing("\\n", with: "\n"))
            case "press": try window?.press(rest)
            case "wait": try await window?.wait(for: rest)
            case "gone": try await window?.wait(for: rest, toBeThere: false)
            case "prompt": try await window?.waitForPrompt(rest)
            case "hidden": try window?.typeHidden(rest)
            case "screen":
                let screen = try await window?.screen { Self.written($0, steady) == drawn }
                written += Self.written(screen ?? [], steady)
            default: throw TerminalWindow.Failure(description: "a screen play has no \(word)")
            }
        }
        return written.joined(separator: "\n")
    }

    private static func written(_ screen: [String], _ steady: Steady) -> [String] {
        screen.map { steady.text($0) }.map { $0.isEmpty ? "|" : "| \($0)" }
    }
}
