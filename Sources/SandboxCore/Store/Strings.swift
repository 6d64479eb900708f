internal import JSONKit

/// A list of strings in one column, as JSON.
package enum Strings {
    package static func encode(_ strings: [String]) -> String { JSON(strings.map { JSON($0) }).text() }

    package static func decode(_ text: String) -> [String] {
        ((try? JSON(parsing: text))?.elements ?? []).compactMap(\.string)
    }
}
