import Diagnostics
import Script
import TestSupport
import Testing

/// Whatever a text is, parsing ends, and what it says of the text lies inside it.
@Suite struct RobustnessTests {
    private static let sound = #"""
        # a script with one of everything
        use {{target | default "sandbox"}}
        step "Register {{client.name | upper}}"
          client create 'My "App"' redirect={{client.id}} scope="profile \u{1F511}" -secret a:='[1,{"b":null}]' \
            X-Y:z q==1 f=@file
          expect status == 201
          expect $.tags[?@ == 'a' && @ != " | # "] | count > 0
          try get /a --body="x y" --no-token
          save user = $['odd name'][0]['x|y'] | text
        step """
          A title of
            two lines {{list | $[0]}}
          """
          show {{ {{scope}} | split " " | join , }}
        $.username
        # Signs in.
        define login user scope="{{user}} email"
          use {{user}}
        end
        for row in $.tags[*] | unique
          if {{row}} == a
            login {{row.name | default x}} scope=profile
          else if $.count > 2
            retry 3 every 1ms until status == 201
              match $.odd '{"a"?: #string, "b": [#uuid...], ...}'
            end
          else
            try login x
          end
        end
        for word in a "b c" {{list}}
          use {{word}}
        end
        step Last --tag slow --tag=smoke
        use x
        finally
          use y
        end
        """#

    static let fragments = [
        "\"", "'", "\"\"\"", "{{", "}}", "{{{", "[", "]", "(", ")", "|", "$", "$.", "\\", "\\u", "\\u{", "\n", "\r\n",
        "#", "=", ":=", "==", ":", "=@", "-", "--", " ", "\t", "\0", "ä", "🔑", "e\u{301}", "step ", "try ", "expect ",
        "use ", "show ", "not ", "client ", "save ", "\u{FEFF}", "\u{2028}", "\nif ", "\nelse\n", "\nelse if ",
        "\nfor ",
        " in ", "@a.csv", "\nretry ", " every ", " until ", "\ndefine ", "\nfinally\n", "\nend\n", "\ninclude ",
        "\nrequire ", "match ", "#uuid", "...", "status == 1", "--tag ",
    ]

    @Test func theSoundScriptParses() throws { _ = try Script.parse(Self.sound) }

    @Test(arguments: 0..<40) func byteSoup(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self), seed)
        }
    }

    @Test(arguments: 0..<40) func fragmentSoup(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let parts = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                Self.fragments.randomElement(using: &random)
            }
            check(parts.joined(), seed)
        }
    }

    @Test(arguments: 0..<40) func mutations(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            var bytes = Array(Self.sound.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
            check(String(decoding: bytes, as: UTF8.self), seed)
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(position..<min(position + 3, bytes.count))
        case 1: bytes[position] = UInt8.random(in: 0...255, using: &random)
        case 2: bytes.insert(contentsOf: (Self.fragments.randomElement(using: &random) ?? "").utf8, at: position)
        default: bytes.removeSubrange(position...)
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: "x")] }
    }

    private func check(_ text: String, _ seed: UInt64) {
        let count = text.utf8.count
        do throws(ScriptRejection) {
            let script = try Script.parse(text)
            for statement in script.statements {
                #expect(0...count ~= statement.range.upperBound, "\(seed) \(text)")
            }
        } catch {
            #expect(!error.diagnostics.isEmpty, "\(seed) \(text)")
            for diagnostic in error.diagnostics { check(diagnostic, text, "\(seed) \(text)") }
        }
    }

    private func check(_ diagnostic: Diagnostic, _ text: String, _ comment: Comment) {
        let count = text.utf8.count
        #expect(diagnostic.exitCode == 2, comment)
        #expect(!diagnostic.advice.isEmpty || diagnostic.expected != nil, comment)
        guard let range = diagnostic.range, let place = diagnostic.place else {
            Issue.record(comment)
            return
        }
        #expect(range.lowerBound >= 0 && range.upperBound <= count, comment)
        #expect(place.line >= 1 && place.line <= text.utf8.count { $0 == UInt8(ascii: "\n") } + 1, comment)
        #expect(place.column >= 1 && place.column <= place.lineText.count + 1, comment)
        #expect(place.length >= 1 && place.column + place.length <= place.lineText.count + 2, comment)
        #expect(!place.lineText.utf8.contains(UInt8(ascii: "\n")), comment)
    }

    /// A megabyte, or 100,000 lines, of what could be looked at again and again: this test would not end in a day if
    /// lexing were quadratic.
    @Test(arguments: [
        ("", "{{", 500_000), ("use ", "{{", 500_000), ("use ", "{{ ", 300_000), ("use ", "\"", 1_000_000),
        ("use ", "'", 1_000_001), ("show $", "[", 1_000_000), ("show $", "[\"", 500_000), ("use ", "\"{{", 300_000),
        ("use \"\"\"", "\n  x", 250_000), ("", "use '\n", 100_001), ("", "use {{\n", 100_000),
        ("", "use {{}}\n", 100_000), ("", "use \"\\q\"\n", 100_000), ("", "use sandbox\n", 100_000),
        ("", "frobnicate now\n", 100_000), ("", "show $.a[\n", 100_000), ("", "use x y\n", 100_000),
        ("", "\\\n", 300_000), ("use ", "|", 500_000), ("show $", " | $", 250_000), ("exchange ", "a=b ", 250_000),
        ("unset ", "a\\\n ", 200_000), ("", "x", 1_000_000), ("", "\r", 1_000_000),
        ("", "end\n", 100_000), ("", "else\n", 100_000), ("", "if status == 1\nend\n", 50_000),
        ("", "# doc\ndefine f\nend\n", 50_000), ("", "for x in a\n", 100_000), ("", "finally\nend\n", 50_000),
        ("# x\n", "#\n", 300_000), ("if status == 1\n", "else if status == 1\n", 50_000), ("", "include a\n", 100_000),
        ("match '", "{\"a\":", 300_000), ("match '[", "1,", 300_000),
    ])
    func lexingIsLinear(_ start: String, _ unit: String, _ count: Int) {
        let text = start + String(repeating: unit, count: count)
        do throws(ScriptRejection) {
            _ = try Script.parse(text)
        } catch {
            for diagnostic in error.diagnostics.prefix(5) { check(diagnostic, text, "\(text.prefix(20))…") }
            #expect(error.diagnostics.allSatisfy { $0.message.utf8.count < 2000 })
        }
    }

    /// Nesting deep enough to overflow a stack is refused wherever it can stand.
    @Test(arguments: [
        ("use ", "{{", "x", "}}", ""), ("use ", "\"{{", "x", "}}\"", ""), ("use ", "{{x | default ", "x", "}}", ""),
        ("show $", "[{{", "x", "}}]", ""), ("show $[?", "(", "@", ")", "]"), ("show $[?@", "[?@", "", "]", "]"),
        ("exchange a:=", "[", "", "]", ""), ("expect status == ", "[", "", "", ""),
        ("match '", "[", "", "]", "'"), ("match '", "{a:", "1", "}", "'"), ("", "if status == 1\n", "", "end\n", ""),
        ("", "for x in a\n", "use {{x}}", "\nend", ""), ("", "retry 1\n", "use x", "\nend", ""),
        ("define f\n", "finally\n", "use x", "\nend", "\nend"),
    ])
    func deepNesting(_ start: String, _ open: String, _ middle: String, _ close: String, _ end: String) async throws {
        let depth = 50_000
        let text =
            start + String(repeating: open, count: depth) + middle + String(repeating: close, count: depth) + end
        do throws(ScriptRejection) {
            let script = try Script.parse(text)
            _ = await Interpreter(host: TestHost(), vocabulary: .test).run(script)
        } catch {
            #expect(!error.diagnostics.isEmpty)
        }
    }
}

/// Whatever a script does, running it ends.
@Suite struct EvaluationTests {
    @Test(arguments: 0..<20) func generatedScriptsRun(_ seed: UInt64) async throws {
        var generator = ScriptGenerator(seed: seed)
        for _ in 0..<5 {
            let text = generator.script()
            let host = TestHost(files: ["a.csv": "p,q\n1,2\n", "x9.csv": "p\n"])
            let script = try Script.parse(text)
            let failures = await Interpreter(host: host, vocabulary: .test, keepsGoing: true).run(script)
            for failure in failures { #expect(failure.place != nil, "\(seed)\n\(text)") }
        }
    }

    @Test(arguments: 0..<20) func mutatedScriptsRun(_ seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        var generator = ScriptGenerator(seed: seed)
        for _ in 0..<20 {
            let parts = generator.script().split(separator: " ").map(String.init)
            let fragment = RobustnessTests.fragments.randomElement(using: &random) ?? ""
            let text = (parts.shuffled(using: &random).prefix(12) + [fragment]).joined(separator: " ")
            guard let script = try? Script.parse(text) else { continue }
            let failures = await Interpreter(host: TestHost(), vocabulary: .test, keepsGoing: true).run(script)
            for failure in failures { #expect(failure.place != nil, "\(seed)\n\(text)") }
        }
    }
}
