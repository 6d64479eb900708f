internal import JSONKit

/// A list of strings in one column, as JSON.
package enum Strings {
    /// The strings as the text of a JSON array.
    package static func encode(_ strings: [String]) -> String { JSON(strings.map { JSON($0) }).text() }

    /// The strings of a JSON array; empty for a text that is not one. Elements that are not strings are left out.
    package static func decode(_ text: String) -> [String] {
        ((try? JSON(parsing: text))?.elements ?? []).compactMap(\.string)
    }
}
