package import Diagnostics
internal import Encodings
package import JSONKit

extension Shape {
    /// So many are looked for in one answer.
    private static let mostSought = 1000

    /// Everywhere that a value differs from the shape; nil stands for nothing.
    package func differences(from value: JSON?, at path: String) -> [Difference] {
        var differences: [Difference] = []
        compare(value, at: path, into: &differences)
        return differences
    }

    private func compare(_ value: JSON?, at path: String, into differences: inout [Difference]) {
        guard differences.count < Self.mostSought else { return }
        guard let value else {
            if !allowsAbsence { differences.append(Difference(path: path, found: "nothing", expected: description)) }
            return
        }
        switch self {
        case .object(let members, let isOpen):
            guard let found = value.members else { return note(value, at: path, in: &differences) }
            compare(found, with: members, isOpen, at: path, into: &differences)
        case .list(let shapes, let isOpen):
            guard let found = value.elements else { return note(value, at: path, in: &differences) }
            compare(found, with: shapes, isOpen, at: path, into: &differences)
        case .each(let shape):
            guard let found = value.elements else { return note(value, at: path, in: &differences) }
            for (index, element) in found.enumerated() {
                shape.compare(element, at: "\(path)[\(index)]", into: &differences)
            }
        case .literal, .placeholder, .pattern:
            if !fits(value) { note(value, at: path, in: &differences) }
        }
    }

    private func note(_ value: JSON, at path: String, in differences: inout [Difference]) {
        differences.append(Difference(path: path, found: value.shortText, expected: description))
    }

    private var allowsAbsence: Bool {
        if case .placeholder(let placeholder, _) = self { placeholder.name == "absent" } else { false }
    }

    private func fits(_ value: JSON) -> Bool {
        switch self {
        case .literal(let literal): value == literal
        case .placeholder(let placeholder, let orNull): (orNull && value.isNull) || placeholder.fits(value)
        case .pattern(let pattern):
            if let text = value.string, let regex = try? Regex(pattern) { text.contains(regex) } else { false }
        case .object, .list, .each: false
        }
    }

    private func compare(
        _ found: [(name: String, value: JSON)], with members: [Member], _ isOpen: Bool, at path: String,
        into differences: inout [Difference]
    ) {
        let values = Dictionary(found.map { ($0.name, $0.value) }) { _, last in last }
        for member in members {
            let value = values[member.name]
            if value == nil, member.isOptional { continue }
            member.shape.compare(value, at: path + pathStep(member.name), into: &differences)
        }
        guard !isOpen else { return }
        let names = Set(members.map(\.name))
        for other in found where !names.contains(other.name) && differences.count < Self.mostSought {
            differences.append(
                Difference(path: path + pathStep(other.name), found: other.value.shortText, expected: "nothing"))
        }
    }

    private func compare(
        _ found: [JSON], with shapes: [Shape], _ isOpen: Bool, at path: String, into differences: inout [Difference]
    ) {
        for (index, shape) in shapes.enumerated() {
            shape.compare(index < found.count ? found[index] : nil, at: "\(path)[\(index)]", into: &differences)
        }
        guard !isOpen, found.count > shapes.count else { return }
        for index in shapes.count..<found.count where differences.count < Self.mostSought {
            differences.append(
                Difference(path: "\(path)[\(index)]", found: found[index].shortText, expected: "nothing"))
        }
    }

    /// What would fix the likeliest of the differences.
    package func advice(on differences: [Difference]) -> [String] {
        var advice: [String] = []
        if differences.contains(where: { $0.expected == "nothing" && !$0.path.hasSuffix("]") || $0.isSurplusMember }) {
            advice.append("put ... at an object's end to allow members that the shape does not name")
        }
        if let quoted = differences.lazy.compactMap(\.quotedPlaceholder).first {
            advice.append("take the quotes off \(quoted) to mean the placeholder")
        }
        return advice
    }
}

extension Shape: CustomStringConvertible {
    /// What stands in a message: the placeholder, the literal, or the kind.
    public var description: String {
        switch self {
        case .literal(let literal): literal.shortText
        case .placeholder(let placeholder, let orNull): "#\(placeholder.name)\(orNull ? "?" : "")"
        case .pattern(let pattern): "#matches \(JSON(pattern).text())"
        case .object: "an object"
        case .list, .each: "a list"
        }
    }
}

extension Difference {
    fileprivate var isSurplusMember: Bool { expected == "nothing" && path.hasSuffix("']") }

    fileprivate var quotedPlaceholder: String? {
        Placeholder.all.map(\.name).first { expected == "\"#\($0)\"" }.map { "\"#\($0)\"" }
    }
}

/// A member's step in a normalized path.
private func pathStep(_ name: String) -> String {
    let text = JSON(name).text().dropFirst().dropLast().replacing("\\\"", with: "\"").replacing("'", with: "\\'")
    return "['\(text)']"
}

extension JSON {
    /// As JSON, cut to what one line of a list can bear.
    fileprivate var shortText: String {
        let text = text()
        return text.count > 80 ? String(text.prefix(80)) + "…" : text
    }
}
