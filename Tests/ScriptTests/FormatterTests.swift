import Script
import Testing

/// The canonical form: it is reached in one go, and it means the same.
@Suite struct FormatterTests {
    private func formatted(_ text: String) throws -> String {
        try Script.formatted(ScriptSource(name: "test", text: text))
    }

    @Test func everything() throws {
        let text = """
            #!/usr/bin/env keyway


            use   {{ target|default   "sandbox" }}   #  where
            # Signs in.
            define  login user   scope=profile
            if {{user}}==ada
            use "a  b"
              else
                  use x|y
              # inside
            end
              end
            step "One"  --tag slow
            get /a  \\
                 b=c    \\
            d=e # last
              # about the next

            # above two
            step Two
            for x in a   b
            step Inner
            use {{ {{x}} }} {{x | $.a[ ?@ ]}}
              end
            use \"\"\"
               kept
                 as it is {{ x }}
               \"\"\"
            finally
            use z
            # the end
            """
        let expected = """
            #!/usr/bin/env keyway

            use {{target | default "sandbox"}}  #  where

            # Signs in.
            define login user scope=profile
              if {{user}}==ada
                use "a  b"
              else
                use x | y
                # inside
              end
            end

            step "One" --tag slow
              get /a \\
                  b=c \\
                  d=e  # last
              # about the next

            # above two
            step Two
              for x in a b
                step Inner
                  use {{ {{x}} }} {{x | $.a[ ?@ ]}}
              end
              use \"\"\"
               kept
                 as it is {{x}}
               \"\"\"
            finally
              use z
            # the end

            """
        #expect(try formatted(text) == expected)
        #expect(try formatted(expected) == expected)
    }

    @Test(arguments: [
        ("", ""), ("\n\n", ""), ("use a", "use a\n"), ("use a\r\n\r\n\r\nuse b\r\n", "use a\n\nuse b\n"),
        ("# a  \n", "# a\n"), ("\tuse\ta\t", "use a\n"), ("use {{a} }}", "use {{a} }}\n"),
    ])
    func small(_ text: String, _ expected: String) throws { #expect(try formatted(text) == expected) }

    @Test(arguments: ["use 'a", "end", "if status == 1", "for x in a\nfinally\nuse a\nend", "use {{}}"])
    func rejects(_ text: String) { #expect(throws: ScriptRejection.self) { try formatted(text) } }

    @Test(arguments: 0..<40) func generatedScripts(_ seed: UInt64) throws {
        var generator = ScriptGenerator(seed: seed)
        for _ in 0..<10 {
            let text = generator.script()
            let once = try formatted(text)
            #expect(try formatted(once) == once, "\(seed)\n\(text)")
            let (before, after) = (ScriptSource(name: "a", text: text), ScriptSource(name: "a", text: once))
            #expect(Script.haveSameMeaning(before, after), "\(seed)\n\(text)")
            let trees = try [before, after].map { try SyntaxTree.text(of: Script.parse($0, vocabulary: .test)) }
            #expect(trees[0] == trees[1], "\(seed)\n\(text)")
        }
    }
}

/// A syntax tree as text, without places.
enum SyntaxTree {
    static func text(of script: Script) -> String { text(of: script.statements, depth: 0) }

    private static func text(of value: Any, depth: Int) -> String {
        let mirror = Mirror(reflecting: value)
        if mirror.children.isEmpty { return "\(value)" }
        let children = mirror.children.filter { !["range", "source"].contains($0.label ?? "") }
        let parts = children.map { "\($0.label ?? ""): \(text(of: $0.value, depth: depth + 1))" }
        return "\(mirror.subjectType)(\(parts.joined(separator: ", ")))"
    }
}
