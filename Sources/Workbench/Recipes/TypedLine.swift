package import JSONKit

/// A command that was run, and what a recipe needs to know to repeat it.
package struct TypedLine: Sendable {
    /// As it was typed.
    package var text: String
    /// Whether it is a block of the language, and not one command.
    package var isBlock = false
    /// Whether the line failed.
    package var failed: Bool
    /// Whether it stood behind `try`, so that its failure was meant.
    package var mayFail = false
    /// The number of the last exchange that it brought, if it brought one.
    package var exchange: Int64?
    /// The JSON body of that exchange, once a recipe is written.
    package var answer: JSON?
    /// What the session offered by name after it: `client.id`, `token.access`.
    package var values: [(name: String, value: String)] = []
}
