import Foundation

/// A shell session as one would paste it: lines that begin with `$ ` are typed, what follows them is answered.
///
/// A line `$ ` may go on over further lines that begin with `> `. Lines that begin with `#` before the first command
/// say what the transcript shows. An exit status other than 0 stands at the end as `[exit N]`.
struct Transcript {
    let heading: [String]
    let commands: [String]

    init(_ text: String) {
        var heading: [String] = []
        var commands: [String] = []
        var isTyping = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("$ ") {
                commands.append(String(line.dropFirst(2)))
                isTyping = true
            } else if isTyping, line.hasPrefix("> ") {
                commands[commands.count - 1] += "\n" + line.dropFirst(2)
            } else {
                isTyping = false
                if commands.isEmpty, line.hasPrefix("#") { heading.append(line) }
            }
        }
        self.heading = heading
        self.commands = commands
    }

    /// The transcript as it is today, with all that is new in each run made the same.
    func replayed(home: String) async throws -> String {
        var lines = heading + [""]
        let steady = Steady(home: home)
        for command in commands {
            let run = try await ShellRun(command, home: home)
            lines.append("$ " + command.replacing("\n", with: "\n> "))
            let output = steady.text(run.output)
            if !output.isEmpty { lines.append(output.hasSuffix("\n") ? String(output.dropLast()) : output) }
            if run.status != 0 { lines.append("[exit \(run.status)]") }
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}

/// Makes what differs from run to run the same: ports, times, random values.
struct Steady {
    let home: String

    func text(_ text: String) -> String {
        var text = text.replacing(home, with: "HOME").replacing(Program.checkout + "/", with: "")
        text = text.replacing(/127\.0\.0\.1:(\d+)/) { match in
            match.1 == "8765" || match.1 == "9" || match.1 == "1" ? String(match.0) : "127.0.0.1:PORT"
        }
        text = text.replacing(/\b\d+(\.\d+)? ms\b/, with: "N ms")
        text = text.replacing(/"(time_ms|created|created_at|expires|exp|iat)":( ?)\d+(\.\d+)?/) { match in
            "\"\(match.1)\":\(match.2)N"
        }
        // The last column of `log`.
        text = text.replacing(/(\s[1-5]\d\d +)\d+$/) { "\($0.1)N" }
        // Under what differs in two random values.
        text = text.replacing(/^ {20,}\^[ \^]*$/, with: "                    ^")
        text = text.replacing(/…#[0-9a-f]{6}/, with: "…#abcdef")
        text = text.replacing(/(client_|chatcmpl-)[A-Za-z0-9_-]{22}/) { "\($0.1)ID" }
        text = text.replacing(/[A-Za-z0-9_-]{32,}/, with: "RANDOM").replacing(/port \d{5}/, with: "port PORT")
        return text
    }
}
