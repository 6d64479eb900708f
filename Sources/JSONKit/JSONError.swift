internal import CJansson

/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name of the mistake.
    public enum Code: String, Sendable {
        case syntax, endOfInput, invalidUTF8, duplicateName, number, depth, other
    }

    public let code: Code
    /// What was found, in words.
    public let message: String
    /// Counted from 1.
    public let line: Int
    /// In characters, counted from 1.
    public let column: Int
    /// In bytes, counted from 0.
    public let offset: Int

    public var description: String { "line \(line), column \(column): \(message)" }

    init(_ error: json_error_t, in bytes: ContiguousArray<UInt8>) {
        var error = error
        message = withUnsafeBytes(of: &error.text) { text in
            String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }
        code = Code(keyway_json_error_code(&error))
        line = max(1, Int(error.line))
        column = max(1, Int(error.column))
        offset = max(0, min(Int(error.position), bytes.count))
    }
}

extension JSONError.Code {
    init(_ code: json_error_code) {
        switch code {
        case json_error_premature_end_of_input: self = .endOfInput
        case json_error_invalid_utf8: self = .invalidUTF8
        case json_error_duplicate_key: self = .duplicateName
        case json_error_numeric_overflow: self = .number
        case json_error_stack_overflow: self = .depth
        case json_error_invalid_syntax, json_error_end_of_input_expected, json_error_null_character: self = .syntax
        default: self = .other
        }
    }
}
