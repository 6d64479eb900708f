package import JSONKit

/// An object of a seed file, which knows its place in the file.
package struct SeedObject {
    private let json: JSON
    private let place: String

    /// - Parameter members: those that there may be: another one is a slip of the pen.
    package init(_ json: JSON, at place: String, members: [String]) throws(SandboxError) {
        self.json = json
        self.place = place
        guard let found = json.members else {
            throw SeedObject.mistake(place, "is \(json.kind.rawValue)", advice: "write an object there")
        }
        for member in found where !members.contains(member.name) {
            throw mistake(member.name, "is unknown", advice: "the members are \(members.joined(separator: ", "))")
        }
    }

    package func objects(_ name: String, members: [String]) throws(SandboxError) -> [SeedObject] {
        guard let value = self[name] else { return [] }
        guard let elements = value.elements else { throw wrongType(name, value, "an array") }
        var objects: [SeedObject] = []
        for (index, element) in elements.enumerated() {
            objects.append(try SeedObject(element, at: path("\(name)[\(index)]"), members: members))
        }
        return objects
    }

    /// Whether there is a member of this name that is not null.
    package func has(_ name: String) -> Bool { self[name] != nil }

    package func object(_ name: String) throws(SandboxError) -> JSON {
        guard let value = self[name] else { throw mistake(name, "is missing", advice: "give it an object") }
        guard value.kind == .object else { throw wrongType(name, value, "an object") }
        return value
    }

    package func string(_ name: String) throws(SandboxError) -> String? {
        guard let value = self[name] else { return nil }
        guard let string = value.string else { throw wrongType(name, value, "a string") }
        return string
    }

    package func required(_ name: String) throws(SandboxError) -> String {
        guard let string = try string(name) else { throw mistake(name, "is missing", advice: "give it a string") }
        guard !string.isEmpty else { throw mistake(name, "is empty", advice: "give it at least one character") }
        return string
    }

    package func strings(_ name: String) throws(SandboxError) -> [String] {
        guard let value = self[name] else { return [] }
        let strings = value.elements?.map(\.string) ?? [nil]
        guard !strings.contains(nil) else { throw wrongType(name, value, "an array of strings") }
        return strings.compactMap(\.self)
    }

    package func boolean(_ name: String) throws(SandboxError) -> Bool {
        guard let value = self[name] else { return false }
        guard let bool = value.bool else { throw wrongType(name, value, "true or false") }
        return bool
    }

    package func integer(_ name: String) throws(SandboxError) -> Int64? {
        guard let value = self[name] else { return nil }
        guard let integer = value.integer else { throw wrongType(name, value, "a whole number") }
        return integer
    }

    func mistake(_ name: String, _ found: String, advice: String) -> SandboxError {
        SeedObject.mistake(path(name), found, advice: advice)
    }

    static func mistake(_ place: String, _ found: String, advice: String) -> SandboxError {
        SandboxError(.seed, "the seed does not hold: \(place.isEmpty ? "it" : place) \(found)", advice: advice)
    }

    private subscript(name: String) -> JSON? {
        guard let value = json[name], !value.isNull else { return nil }
        return value
    }

    private func path(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

    private func wrongType(_ name: String, _ value: JSON, _ expected: String) -> SandboxError {
        mistake(name, "is \(value.kind.rawValue)", advice: "write \(expected) there")
    }
}
