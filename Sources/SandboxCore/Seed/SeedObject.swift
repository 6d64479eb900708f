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

    /// The objects of an array; empty where the member is left out or null.
    ///
    /// - Throws: ``SandboxError/Code/seed`` where the member is not an array of objects with none but these members.
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

    /// A member that must be an object.
    ///
    /// - Throws: ``SandboxError/Code/seed`` where the member is missing or is not an object.
    package func object(_ name: String) throws(SandboxError) -> JSON {
        guard let value = self[name] else { throw mistake(name, "is missing", advice: "give it an object") }
        guard value.kind == .object else { throw wrongType(name, value, "an object") }
        return value
    }

    /// A member that is a string; nil where it is left out or null.
    ///
    /// - Throws: ``SandboxError/Code/seed`` for another kind of value.
    package func string(_ name: String) throws(SandboxError) -> String? {
        guard let value = self[name] else { return nil }
        guard let string = value.string else { throw wrongType(name, value, "a string") }
        return string
    }

    /// A member that must be a string of at least one character.
    ///
    /// - Throws: ``SandboxError/Code/seed`` where the member is missing, empty or not a string.
    package func required(_ name: String) throws(SandboxError) -> String {
        guard let string = try string(name) else { throw mistake(name, "is missing", advice: "give it a string") }
        guard !string.isEmpty else { throw mistake(name, "is empty", advice: "give it at least one character") }
        return string
    }

    /// The strings of an array; empty where the member is left out or null.
    ///
    /// - Throws: ``SandboxError/Code/seed`` where the member is not an array of strings.
    package func strings(_ name: String) throws(SandboxError) -> [String] {
        guard let value = self[name] else { return [] }
        let strings = value.elements?.map(\.string) ?? [nil]
        guard !strings.contains(nil) else { throw wrongType(name, value, "an array of strings") }
        return strings.compactMap(\.self)
    }

    /// A member that is true or false; false where it is left out or null.
    ///
    /// - Throws: ``SandboxError/Code/seed`` for another kind of value.
    package func boolean(_ name: String) throws(SandboxError) -> Bool {
        guard let value = self[name] else { return false }
        guard let bool = value.bool else { throw wrongType(name, value, "true or false") }
        return bool
    }

    /// A member that is a whole number; nil where it is left out or null.
    ///
    /// - Throws: ``SandboxError/Code/seed`` for another kind of value.
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
