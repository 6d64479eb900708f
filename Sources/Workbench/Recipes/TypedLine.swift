internal import JSONKit

/// A command that was run, and what a recipe needs to know to repeat it.
package struct TypedLine: Sendable {
    /// As it was typed.
    var text: String
    /// Whether it is a block of the language, and not one command.
    var isBlock = false
    var failed: Bool
    /// Whether it stood behind `try`, so that its failure was meant.
    var mayFail = false
    /// The number of the last exchange that it brought, if it brought one.
    var exchange: Int64?
    /// The JSON body of that exchange, once a recipe is written.
    var answer: JSON?
    /// What the session offered by name after it: `client.id`, `token.access`.
    var values: [(name: String, value: String)] = []
}
