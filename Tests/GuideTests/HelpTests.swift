import Answers
import BenchSupport
import Diagnostics
import Script
import Testing

@testable import Commands
@testable import Guide
@testable import Workbench

/// Whatever somebody asks `help` about has an answer, and what the answers say to type can be typed.
@Suite struct HelpTests {
    private let vocabulary = CommandTable.standard.vocabulary

    private func help(_ topic: String) async -> String? {
        let bench = await Bench()
        guard await bench.run("help \(topic)") == [], case .text(let text)? = await bench.display.answers.last else {
            return nil
        }
        return text
    }

    @Test(arguments: [
        "sessions", "session", "providers", "provider", "presets", "issuer", "clients", "client", "tokens", "token",
        "scopes", "scope", "plugins", "plugin", "hooks", "hook", "images", "pictures", "colours", "colors", "color",
        "exit codes", "exit", "environment", "env", "files", "paths", "secrets", "passphrase", "history", "aliases",
        "preferences", "config", "prompt", "completion", "recipes", "reports", "junit", "requests", "headers", "body",
        "faults", "users", "browser", "callback", "redirect", "network", "proxy", "tls", "timeout", "jsonpath", "json",
        "pkce", "state", "audience", "refresh token", "status", "contains", "upper", "now", "pager", "keys", "queries",
        "predicates", "filters", "shapes", "values", "variables", "output", "pipes", "shell", "man", "lessons",
        "tutorial", "sandbox", "record", "step", "expect", "Sessions", "PKCE",
    ])
    func everyNounHasAPage(_ noun: String) async { #expect(await help(noun)?.isEmpty == false) }

    @Test func aCommandNamesThoseBeneathIt() async {
        let text = await help("history") ?? ""
        for name in ["history search", "history save", "history clear"] {
            #expect(text.contains("  \(name)"), "\(name)")
        }
        #expect(await help("scopes")?.contains("scopes probe") == true)
    }

    @Test func aGroupTellsWhatItIsAbout() async {
        let text = await help("client") ?? ""
        #expect(text.contains("  client create"))
        #expect(text.contains("A client is registered with one provider"))
    }

    @Test func guidesSayWhatCanBeTyped() {
        var count = 0
        for topic in HelpText.guides + HelpText.surroundings where topic.name != "hooks" {
            for line in topic.text(.standard).split(separator: "\n") where line.hasPrefix("  ") {
                // What is to be typed stands before the gap, several commands with commas between.
                let typed = String(line.dropFirst(2)).components(beforeGap: "  ")
                for command in typed.split(separator: ", ").map(String.init) where isCommand(command) {
                    count += 1
                    #expect(throws: Never.self, "\(topic.name): \(command)") {
                        try Script.parse(ScriptSource(.prompt, text: command), vocabulary: vocabulary)
                    }
                }
            }
        }
        #expect(count > 50)
    }

    /// Whether a line begins with a command that is written out, without places to fill in.
    private func isCommand(_ text: String) -> Bool {
        let words = text.split(separator: " ").map(String.init)
        guard let first = words.first, !text.contains("…"), first != "include", first != "step" else { return false }
        return vocabulary.command(first) != nil || vocabulary.group(first) != nil
    }

    @Test func namesOfTopicsAreUnique() {
        let names = HelpText.topics.flatMap { [$0.name] + $0.others }
        #expect(Set(names).count == names.count)
    }
}

extension String {
    fileprivate func components(beforeGap gap: String) -> String {
        firstRange(of: gap).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
