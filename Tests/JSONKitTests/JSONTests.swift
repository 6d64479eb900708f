import JSONKit
import Testing

@Suite struct JSONTests {
    @Test func keepsTheOrderOfMembers() throws {
        let value = try JSON(parsing: #"{"b":1,"a":[true,null,"x\u0000y"]}"#)
        #expect(value.members?.map(\.name) == ["b", "a"])
        #expect(value["a"]?[2]?.string == "x\0y")
        #expect(value == ["a": [true, nil, "x\0y"], "b": 1.0])
        #expect(value.text() == #"{"b":1,"a":[true,null,"x\u0000y"]}"#)
    }
}
