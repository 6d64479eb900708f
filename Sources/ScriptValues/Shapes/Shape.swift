public import JSONKit

/// What a JSON value must look like: JSON in which `#uuid` and other placeholders stand for every value of a kind.
///
/// An object has the members that are named and no others, unless it ends with `...`; a name with `?` may be missing. A
/// list has the elements that are given, unless it ends with `, ...`; in `[SHAPE...]` every element has the shape.
public indirect enum Shape: Sendable, Equatable {
    case literal(JSON)
    case placeholder(Placeholder, orNull: Bool)
    /// `#matches "REGEX"`.
    case pattern(String)
    case object([Member], isOpen: Bool)
    case list([Shape], isOpen: Bool)
    case each(Shape)

    /// A member of an object's shape.
    public struct Member: Sendable, Equatable {
        /// The member's name, without the `?` of one that may be missing.
        public var name: String
        /// Whether the member may be missing.
        public var isOptional: Bool
        /// The shape of the member's value.
        public var shape: Shape
    }

    /// More differences than these are counted, not told.
    package static let mostDifferences = 50
}

/// A name behind `#`. To add one, write it in ``all``.
public struct Placeholder: Sendable, Equatable {
    /// The name without `#`.
    public let name: String
    /// Which values the placeholder stands for, in a few words without a full stop.
    public let summary: String
    /// The predicate that says which values it stands for; nil for `any` and `absent`.
    package let predicate: String?

    public static func == (one: Placeholder, other: Placeholder) -> Bool { one.name == other.name }

    /// The placeholder with a name; nil where there is none.
    package static func named(_ name: String) -> Placeholder? { all.first { $0.name == name } }

    /// Every placeholder, in the order of the help.
    public static let all: [Placeholder] = [
        Placeholder(name: "any", summary: "any value, null too", predicate: nil),
        Placeholder(name: "absent", summary: "no such member", predicate: nil),
        Placeholder(name: "string", summary: "a string", predicate: "isString"),
        Placeholder(name: "number", summary: "a number", predicate: "isNumber"),
        Placeholder(name: "integer", summary: "a whole number", predicate: "isInteger"),
        Placeholder(name: "boolean", summary: "true or false", predicate: "isBoolean"),
        Placeholder(name: "list", summary: "a list of anything", predicate: "isList"),
        Placeholder(name: "object", summary: "an object of anything", predicate: "isObject"),
        Placeholder(name: "null", summary: "null", predicate: "isNull"),
        Placeholder(name: "uuid", summary: "a UUID of RFC 9562", predicate: "isUUID"),
        Placeholder(name: "date", summary: "a date or a time of RFC 3339", predicate: "isDate"),
        Placeholder(name: "url", summary: "an absolute http or https URL", predicate: "isURL"),
        Placeholder(name: "jwt", summary: "a signed JWT of RFC 7519", predicate: "isJWT"),
    ]

    func fits(_ value: JSON) -> Bool {
        guard let predicate else { return name == "any" }
        return Predicate.all.first { $0.name == predicate }?.verdict(of: value) == .holds
    }
}

/// Why a text is no shape, and where.
package struct ShapeError: Error, Equatable {
    /// Why the text is not a shape, as a clause without a full stop.
    package var message: String
    /// In UTF-8 bytes from the text's start.
    package var offset: Int
    /// What to write instead.
    package var advice: String
}
