import Diagnostics
import Script
import Testing

/// What a check finds without running anything.
@Suite struct CheckTests {
    private func codes(_ text: String, files: [String: String] = [:], given: Set<String> = []) -> [String] {
        var context = CheckContext(vocabulary: .test, library: TestLibrary(files: files))
        context.variables = given
        context.isSecretName = { $0 == "client_secret" }
        context.isKnownSecret = { $0.contains("sk-0123456789abcdef") }
        return Script.check(ScriptSource(.recipe(path: "test"), text: text), context).map {
            "\($0.severity) \($0.diagnostic.code) \($0.diagnostic.place?.line ?? 0)"
        }
    }

    @Test(arguments: [
        "use {{client.id}}", "save a = $.b\nuse {{a}}", "save a = $.b\nuse {{a.c}}",
        "set a=1\nuse \"x{{ {{a}} | upper}}\"",
        "for x in a\nuse {{x}}\nend", "define f a\nuse {{a}}\nend\nf b", "use {{target | default x}}",
        "expect status == 201", "expect $.a exists", "expect $.a[*] not isEmpty", "expect {{a | default b}} == b",
        "exchange client_secret=wrong", "exchange client_secret={{env.A}}", "use {{something}}",
        "for r in @t.csv\nuse {{r.a}}\nend", "include lib\nuse {{given}}",
        "save a = $.b\nexpect {{a}} == {{client.id}}",
        "quit\nfinally\nuse a", "if status == 201\nquit\nend\nuse a", "expect $.count | count >= 1",
        "save tag = $.a\nfor x in $.b\nexpect {{x}} == {{tag}}\nend",
    ])
    func nothingToSay(_ text: String) {
        #expect(codes(text, files: ["t.csv": "a\n1", "lib": "set given=1"]) == [])
    }

    @Test(arguments: [
        ("save a = $.b", ["warning unused-variable 1"]), ("set a=1 b=2\nuse {{a}}", ["warning unused-variable 1"]),
        ("save a = $.b\nfor a in x\nuse {{a}}\nend", ["warning unused-variable 1", "warning shadowed 2"]),
        ("define f a\nuse b\nend", ["warning unused-parameter 1"]),
        ("for x in a\nfor x in b\nuse {{x}}\nend\nend", ["warning shadowed 2"]),
        ("define f a\nset a={{a}}\nend", ["warning unused-variable 2", "warning shadowed 2"]),
        ("save user = $.b\nuse {{usr}}\nuse {{user}}", ["warning unknown-name 2"]),
        ("use {{clinet.id}}", ["warning unknown-name 1"]),
        ("step A\nuse a\nstep A\nuse b", ["warning same-title 3"]),
        ("step A\nstep B\nuse b", ["warning empty-block 1"]),
        ("if status == 1\nend", ["warning empty-block 1"]), ("quit\nuse a", ["warning unreachable 2"]),
        ("expect 'a' == a", ["warning always-same 1"]), ("expect 'a' == b", ["warning always-same 1"]),
        ("expect $.a[*] exists", ["warning always-same 1"]), ("expect $.a | count exists", ["warning always-same 1"]),
        ("expect $.a == $.a", ["warning always-same 1"]), ("expect {{x}} == {{x}}", ["warning always-same 1"]),
        ("expect $.a contains ''", ["warning always-same 1"]), ("expect $.a matches '.*'", ["warning always-same 1"]),
        ("expect $.a | count >= 0", ["warning always-same 1"]), ("expect status not >= 0", ["warning always-same 1"]),
        ("if {{x}} == {{x}}\nuse a\nend", ["warning constant-condition 1"]),
        ("exchange client_secret=s3cret-99", ["warning written-secret 1"]),
        ("get /a Authorization:'Bearer sk-0123456789abcdef'", ["warning written-secret 1"]),
        ("match '{\"a\": \"{{client.id}}\"}'", ["warning literal-reference 1"]),
        ("for r in @nope.csv\nuse {{r}}\nend", ["error file 1"]),
        ("for r in @bad.csv\nuse {{r}}\nend", ["error csv-fields 1"]),
        (
            "frob\nuse\nexpect status = 1",
            ["error unknown-command 1", "error operand-missing 2", "error unknown-predicate 3"]
        ),
        ("use a\nend\nfor", ["error stray-end 2", "error loop-variable 3", "error unclosed-block 3"]),
    ])
    func says(_ text: String, _ expected: [String]) {
        #expect(codes(text, files: ["bad.csv": "a,b\n1"]) == expected)
    }

    @Test func namesGivenFromOutside() {
        #expect(codes("save user = $.b\nuse {{usr}} \nuse {{user}}", given: ["usr"]) == [])
    }
}
