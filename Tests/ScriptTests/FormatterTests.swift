import Diagnostics
import Script
import Testing

/// The canonical form: it is reached in one go, and it means the same.
@Suite struct FormatterTests {
    private func formatted(_ text: String) throws -> String {
        try Script.formatted(ScriptSource(.recipe(path: "test"), text: text))
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

    @Test func plugins() throws {
        let text = """
            # A plugin.
            plugin acme 1.0.0  "the Acme API"
            needs access_token "to sign"
            provider acme
            title "Acme"
              # its scopes
                scope  read "Read it"
            end
            # Each request.
            on request
            if {{request.method}}   == GET
            change A:1
            end
              end
            complete order format json   csv
            define order number format=json
            get /orders
            end
            """
        let expected = """
            # A plugin.
            plugin acme 1.0.0 "the Acme API"
            needs access_token "to sign"

            provider acme
              title "Acme"
              # its scopes
              scope read "Read it"
            end

            # Each request.
            on request
              if {{request.method}} == GET
                change A:1
              end
            end
            complete order format json csv

            define order number format=json
              get /orders
            end

            """
        #expect(try formatted(text) == expected)
        #expect(try formatted(expected) == expected)
    }

    /// A plugin of generated bodies: formatted once and for all, and it is the same plugin.
    @Test(arguments: 0..<20) func generatedPlugins(_ seed: UInt64) throws {
        var generator = ScriptGenerator(seed: seed)
        for _ in 0..<10 {
            let body = { (text: String) in
                text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n")
            }
            let first = body(generator.script())
            let text = """
                plugin p 1.0.0   "what it does"
                provider  p
                      base_url   https://p.example
                  end
                on   request
                \(first)
                end
                on request
                use a
                    end
                """
            let source = ScriptSource(.recipe(path: "a"), text: text)
            guard let plugin = try? PluginText(source, vocabulary: .test) else { continue }
            let once = try formatted(text)
            #expect(try formatted(once) == once, "\(seed)\n\(text)")
            let after = ScriptSource(.recipe(path: "a"), text: once)
            #expect(Script.haveSameMeaning(source, after), "\(seed)\n\(text)")
            let same = try PluginText(after, vocabulary: .test)
            #expect(
                same.hooks.map { SyntaxTree.text(of: $0.script) } == plugin.hooks.map { SyntaxTree.text(of: $0.script) }
            )
            #expect(same.providers.map { $0.lines.map(\.values) } == plugin.providers.map { $0.lines.map(\.values) })
        }
    }

    @Test(arguments: 0..<40) func generatedScripts(_ seed: UInt64) throws {
        var generator = ScriptGenerator(seed: seed)
        for _ in 0..<10 {
            let text = generator.script()
            let once = try formatted(text)
            #expect(try formatted(once) == once, "\(seed)\n\(text)")
            let (before, after) = (
                ScriptSource(.recipe(path: "a"), text: text), ScriptSource(.recipe(path: "a"), text: once)
            )
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
