import JSONKit
import TestSupport
import Testing

/// What the compliance suite may leave out, case by case.
@Suite struct JSONPathTests {
    @Test(arguments: [
        // Slices and indices up to their bounds.
        ("$[::9007199254740991]", "[0,1,2]", ["$[0]"]), ("$[::-9007199254740991]", "[0,1,2]", ["$[2]"]),
        ("$[-9007199254740991:9007199254740991]", "[0,1]", ["$[0]", "$[1]"]), ("$[::0]", "[0,1]", []),
        ("$[9007199254740991]", "[0]", []), ("$[-9007199254740991]", "[0]", []),
        ("$[2::-1]", "[0,1,2,3]", ["$[2]", "$[1]", "$[0]"]),
        ("$[ 1 : 3 : 1 ]", "[0,1,2,3]", ["$[1]", "$[2]"]), ("$[:]", "{\":\":1}", []), ("$[-1]", "[]", []),
        ("$[3:0:-2]", "[0,1,2,3]", ["$[3]", "$[1]"]), ("$[0,0,-1]", "[7]", ["$[0]", "$[0]", "$[0]"]),
        // Names and how paths write them.
        (#"$["\u263A\uD83D\uDE00'"]"#, #"{"☺😀'":1}"#, [#"$['☺😀\'']"#]),
        (#"$['\'\"']"#.replacing(#"\""#, with: "\""), #"{"'\"":1}"#, [#"$['\'"']"#]),
        (#"$['\u0000']"#, #"{"\u0000":1,"":2}"#, [#"$['\u0000']"#]), ("$['']", #"{"":1}"#, ["$['']"]),
        ("$.*", "{\"\\u000b\\n\\\\\\u001f\":1}", [#"$['\u000b\n\\\u001f']"#]),
        ("$.ä.語", #"{"ä":{"語":1}}"#, ["$['ä']['語']"]),
        // Descendants, in order.
        ("$..*", #"{"a":[1,{"b":2}],"c":3}"#, ["$['a']", "$['c']", "$['a'][0]", "$['a'][1]", "$['a'][1]['b']"]),
        ("$..[0,'a']", "[[1],{\"a\":2}]", ["$[0]", "$[0][0]", "$[1]['a']"]),
        ("$..a..b", #"{"a":{"a":{"b":1}}}"#, ["$['a']['a']['b']", "$['a']['a']['b']"]), ("$", "1", ["$"]),
        // Blanks where they may stand.
        ("$ .a\n[ 'b' ]\t..c", #"{"a":{"b":{"c":1}}}"#, ["$['a']['b']['c']"]),
        ("$[? @ .a\r== $ [0] .a , 0]", "[{\"a\":1}]", ["$[0]", "$[0]"]),
        ("$[?length( @.a )== 1]", "[{\"a\":\"x\"}]", ["$[0]"]),
        // Nothing is not null.
        ("$[?@.a == null]", "[{},{\"a\":null}]", ["$[1]"]),
        ("$[?@.a == @.b]", "[{},{\"a\":null},{\"b\":1,\"a\":1}]", ["$[0]", "$[2]"]),
        ("$[?length(@) == length(@.x)]", "[1,\"\"]", ["$[0]"]),
        ("$[?value(@..a) == @.z]", "[{\"a\":1},{},[{\"a\":1},{\"a\":1}]]", ["$[1]", "$[2]"]),
        ("$[?@.a <= @.b]", "[{},{\"a\":false,\"b\":false},{\"a\":2,\"b\":1}]", ["$[0]", "$[1]"]),
        ("$[?@.a < @.b]", "[{}]", []),
        // Comparisons.
        ("$[?@ == 9007199254740993]", "[9007199254740992,9007199254740993,9007199254740993.0]", ["$[1]"]),
        ("$[?@ > 1.5]", "[1,2,1.5,\"2\",1.6,null]", ["$[1]", "$[4]"]),
        ("$[?@ > 'é']", "[\"z\",\"\u{FFFF}\",\"😀\"]", ["$[1]", "$[2]"]),
        ("$[?@ > '\u{FFFF}']", "[\"😀\",\"z\"]", ["$[0]"]), ("$[?@ != 1e0]", "[1,\"1\",[1]]", ["$[1]", "$[2]"]),
        ("$[?@ == -0]", "[0,-0.0,1]", ["$[0]", "$[1]"]),
        ("$[?@ == $[0]]", "[{\"a\":[1,{}]},{\"a\":[1.0,{}]},{}]", ["$[0]", "$[1]"]),
        // Precedence and negation.
        ("$[?@.a || @.b && @.c]", "[{\"a\":1},{\"b\":1},{\"b\":1,\"c\":1}]", ["$[0]", "$[2]"]),
        ("$[?(@.a || @.b) && @.c]", "[{\"a\":1},{\"b\":1,\"c\":1}]", ["$[1]"]),
        ("$[?!(@.a==1)]", "[{\"a\":1},{}]", ["$[1]"]),
        ("$[?!@.a && @.b]", "[{\"b\":1},{\"a\":0,\"b\":1}]", ["$[0]"]), ("$[?@[?@ > 1]]", "[[1],[2],2]", ["$[1]"]),
        // Functions of functions.
        ("$[?length(value(@..n)) == 3]", "[{\"n\":\"abc\"},{\"n\":\"a\"}]", ["$[0]"]),
        ("$[?count(@['a','b']) == 2]", "[{\"a\":1,\"b\":1},{\"a\":1}]", ["$[0]"]),
        ("$[?length(@) == 2]", "[\"😀e\",[1,2],{\"a\":1,\"b\":2},2,null]", ["$[0]", "$[1]", "$[2]"]),
        ("$[?count(@..*) > $.n]", "{\"n\":1,\"m\":[1,2],\"o\":[1]}", ["$['m']"]),
        ("$[?length('ab') == count($.*)]", "[1,2]", ["$[0]", "$[1]"]),
    ])
    func selects(query: String, document: String, paths: [String]) throws {
        let document = try JSON(parsing: document)
        let path = try JSONPath(query)
        let matches = path.matches(in: document)
        #expect(matches.map(\.path) == paths)
        #expect(matches.map(\.value) == path.values(in: document))
        #expect(path.first(in: document) == matches.first?.value)
        // A normalized path is a query that leads to the same node.
        for match in matches {
            #expect(try JSONPath(match.path).isSingular)
            #expect(try JSONPath(match.path).values(in: document) == [match.value])
        }
    }

    @Test(arguments: [
        ("$", true), ("$.a[0]['b'][-1]", true), ("$..a", false), ("$.*", false), ("$[0,1]", false), ("$[0:1]", false),
        ("$[?@]", false),
    ])
    func knowsWhatIsSingular(query: String, isSingular: Bool) throws {
        #expect(try JSONPath(query).isSingular == isSingular)
    }

    @Test func valuesOutliveTheirDocument() throws {
        func values() throws -> [JSON] { try JSONPath("$..b").values(in: JSON(parsing: #"{"a":{"b":["x"]}}"#)) }
        #expect(try values() == [["x"]])
    }

    /// On a thread of the size that Swift's have.
    @Test func goesThroughTheDeepest() throws {
        let deep = try JSON(parsing: String(repeating: "[", count: 2047) + "1" + String(repeating: "]", count: 2047))
        #expect(try JSONPath("$..*").matches(in: deep).count == 2047)
        #expect(try JSONPath("$" + String(repeating: "[0]", count: 100_000)).values(in: deep).isEmpty)
        #expect(try JSONPath("$" + String(repeating: "[0]", count: 2047)).values(in: deep) == [1])
        #expect(deep == (try JSON(parsing: deep.text())))
    }

    @Test(arguments: [
        ("(", "@", ")"), ("@[?", "@", "]"), ("!(", "@", ")"), ("@[?@.a==1||", "@", "]"), ("$..*[?", "@", "]"),
    ])
    func nestsUpToABound(open: String, inner: String, close: String) throws {
        func query(_ levels: Int) -> String {
            "$[?" + String(repeating: open, count: levels) + inner + String(repeating: close, count: levels) + "]"
        }
        #expect(try JSONPath(query(39)).values(in: [[[1]]]).count <= 1)
        for levels in [40, 1000, 100_000] {
            let error = try #require(throws: JSONPathError.self) { try JSONPath(query(levels)) }
            #expect(error.message == "the query nests more than 40 levels deep")
        }
    }

    @Test func survivesMutations() {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "$", "@", ".", "..", "[", "]", "*", "?", "(", ")", "'a'", "\"", "'", "\\", ":", ",", "-", "0", "1", "==",
            "<", "!", "&&",
            "||", " ", "a", "length(", "count(@.*)", "match(@,'(a*)*b')", "value(", "1e", "\u{0}", "ä", "null",
        ]
        let seeds = [
            "$..a[?@.b == 1]", "$[1:5:2,'a',*]", "$[?match(@.a, 'a.*') && !(@.b || $..c)]",
            "$[?count(@..*) > length(@.id)]",
        ]
        var valid = 0
        for _ in 0..<4000 {
            var query = Array(seeds.randomElement(using: &generator) ?? "")
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let index = Int.random(in: 0...query.count, using: &generator)
                if Bool.random(using: &generator), index < query.count {
                    query.remove(at: index)
                } else {
                    query.insert(contentsOf: pieces.randomElement(using: &generator) ?? "", at: index)
                }
            }
            let document = generator.document(depth: 4)
            do throws(JSONPathError) {
                let path = try JSONPath(String(query))
                valid += 1
                #expect(path.matches(in: document).map(\.value) == path.values(in: document))
            } catch {
                #expect(error.offset >= 0 && error.length >= 0 && error.offset + error.length <= query.count)
                #expect(!error.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
            }
        }
        #expect(valid > 500)
    }
}
