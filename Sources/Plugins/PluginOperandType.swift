public import JSONKit

/// What an operand must be; a plugin gets it as the JSON value of that kind.
public enum PluginOperandType: String, Sendable, CaseIterable {
    case text, integer, number, boolean, json
    /// The name of a file, as a text.
    case file

    /// What was typed, as a value of this type; nil if it is none.
    public func value(_ typed: JSON) -> JSON? {
        switch self {
        case .text: typed
        case .file: typed.string == nil ? JSON?.none : typed
        case .json: parsed(typed)
        case .integer: read(typed) { $0.integer != nil }
        case .number: read(typed) { $0.number != nil }
        case .boolean: read(typed) { $0.bool != nil }
        }
    }

    private func read(_ typed: JSON, _ fits: (JSON) -> Bool) -> JSON? {
        guard let value = parsed(typed), fits(value) else { return JSON?.none }
        return value
    }

    private func parsed(_ typed: JSON) -> JSON? {
        guard let text = typed.string else { return typed }
        return try? JSON(parsing: text)
    }
}
