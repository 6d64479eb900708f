import JSONKit
import Testing

@Suite struct JSONTests {
    @Test func keepsTheOrderOfMembers() throws {
        let value = try JSON(parsing: #"{"b":1,"a":[true,null,"x\u0000y"]}"#)
        #expect(value.members?.map(\.name) == ["b", "a"])
        #expect(value["a"]?[2]?.string == "x\0y")
        #expect(value == ["a": [true, nil, "x\0y"], "b": 1.0])
    }

    @Test func setsAndTakesOutMembers() {
        let value: JSON = ["a": 1, "b": 2]
        #expect(value.setting("a", to: "x").text() == #"{"a":"x","b":2}"#)
        #expect(value.setting("a", to: nil).text() == #"{"b":2}"#)
        #expect(value.setting("c", to: .null).text() == #"{"a":1,"b":2,"c":null}"#)
        #expect(value.text() == #"{"a":1,"b":2}"#)
    }

    @Test(arguments: [
        ("9007199254740993", "9007199254740992.0", false), ("9007199254740992", "9007199254740992.0", true),
        ("9223372036854775807", "9223372036854775808.0", false), ("0", "-0.0", true), ("-1", "-1.5", false),
        ("-9223372036854775808", "-9223372036854775808.0", true), ("1e2", "100", true), ("1", "1e300", false),
        (#"{"a":1,"b":2}"#, #"{"b":2,"a":1.0}"#, true), (#"{"a":1}"#, #"{"b":1}"#, false),
        ("[1,2]", "[2,1]", false), ("[[]]", "[{}]", false), ("null", "false", false), ("1", "\"1\"", false),
    ])
    func comparesByExactValue(one: String, other: String, areEqual: Bool) throws {
        #expect((try JSON(parsing: one) == JSON(parsing: other)) == areEqual)
        #expect((try JSON(parsing: other) == JSON(parsing: one)) == areEqual)
    }
}
