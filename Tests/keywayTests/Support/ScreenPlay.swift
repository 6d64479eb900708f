import Foundation

/// What a person does at a terminal and sees there, line by line: `type`, `paste`, `press`, `wait`, `gone`, `prompt`,
/// `resize`, `pause` for what no screen shows, as that a request is on its way, and `screen`, under which the screen
/// stands as it must be then, each line behind a `|`.
struct ScreenPlay {
    private let lines: [String]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter {
            !$0.hasPrefix("|")
        }
    }

    /// The play as it goes today.
    func replayed(home: String) async throws -> String {
        var written: [String] = []
        var size = (columns: 80, rows: 24)
        var window: TerminalWindow?
        let steady = Steady(home: home)
        for line in lines {
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
            case "pause": try await Task.sleep(for: .milliseconds(300))
            case "screen":
                written += (try await window?.steadyScreen() ?? []).map { steady.text($0) }.map {
                    $0.isEmpty ? "|" : "| \($0)"
                }
            default: throw TerminalWindow.Failure(description: "a screen play has no \(word)")
            }
        }
        return written.joined(separator: "\n")
    }
}
