internal import Diagnostics
internal import Encodings
internal import JSONKit

/// Comma-separated values (RFC 4180) with a header line; each row becomes an object.
///
/// A field without quotes that is a number, `true` or `false` is one, as a bare word is; a number that would be written
/// otherwise, `007` or `1.10`, stays text.
package struct CSVReader {
    private let bytes: [UInt8]
    private let path: String
    private var separator: UInt8
    private var position = 0
    private var line = 1

    private struct Field {
        var text: String
        var isQuoted: Bool
    }

    init(_ text: String, path: String, separator: UInt8) {
        bytes = Array(text.utf8)
        self.path = path
        self.separator = separator
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let header = bytes[position...].prefix { $0 != .newline }
        if separator == UInt8(ascii: ","), !header.contains(separator), header.contains(UInt8(ascii: ";")) {
            self.separator = UInt8(ascii: ";")
        }
    }

    func rows() throws(Diagnostic) -> [JSON] {
        var reader = self
        return try reader.read()
    }

    private mutating func read() throws(Diagnostic) -> [JSON] {
        let names = try header()
        var rows: [JSON] = []
        while position < bytes.count {
            let start = line
            let fields = try record()
            if fields.count == 1, fields[0].text.isEmpty, !fields[0].isQuoted { continue }
            guard fields.count == names.count else {
                throw mistake(
                    "csv-fields", "line \(start) of \(path) has \(counted(fields.count)), its header \(names.count)",
                    found: fields.map(\.text).joined(separator: " | ").shortened,
                    advice: "put a field with a \(separatorName) in it in quotes")
            }
            rows.append(JSON(members: zip(names, fields).map { ($0, value(of: $1)) }))
        }
        return rows
    }

    private mutating func header() throws(Diagnostic) -> [String] {
        guard position < bytes.count else {
            throw mistake("csv-empty", "\(path) is empty", advice: "its first line names the columns")
        }
        let names = try record().map { $0.text.trimmed }
        for (index, name) in names.enumerated() {
            guard !name.isEmpty else {
                throw mistake(
                    "csv-header", "column \(index + 1) of \(path) has no name", advice: "name it in the first line")
            }
            guard !names[..<index].contains(name) else {
                throw mistake(
                    "csv-header", "\(path) has two columns \(name)", advice: "give one of them another name")
            }
        }
        return names
    }

    /// The fields up to the line's end, which may stand inside quotes.
    private mutating func record() throws(Diagnostic) -> [Field] {
        var fields: [Field] = []
        while true {
            fields.append(try field())
            guard position < bytes.count else { return fields }
            let byte = bytes[position]
            position += 1
            if byte == .newline {
                line += 1
                return fields
            }
        }
    }

    /// One field; the position is at its separator, its line's end or the text's end afterwards.
    private mutating func field() throws(Diagnostic) -> Field {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let text = bytes[position...].prefix { $0 != separator && $0 != .newline }
            position = text.endIndex
            let isLast = position == bytes.count || bytes[position] == .newline
            let kept = isLast && text.last == UInt8(ascii: "\r") ? text.dropLast() : text
            return Field(text: String(decoding: kept, as: UTF8.self), isQuoted: false)
        }
        return Field(text: try quoted(), isQuoted: true)
    }

    private mutating func quoted() throws(Diagnostic) -> String {
        let start = line
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else {
                    try endOfField()
                    return String(decoding: text, as: UTF8.self)
                }
                position += 1
            }
            if byte == .newline { line += 1 }
            text.append(byte)
        }
        throw mistake("csv-quote", "a quote in line \(start) of \(path) is never closed", advice: "close it with \"")
    }

    private mutating func endOfField() throws(Diagnostic) {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
        guard position == bytes.count || bytes[position] == separator || bytes[position] == .newline else {
            throw mistake(
                "csv-quote", "text follows a closing quote in line \(line) of \(path)",
                advice: "write \" inside quotes twice: \"\"")
        }
    }

    private func value(of field: Field) -> JSON {
        guard !field.isQuoted, let json = try? JSON(parsing: field.text), json.number != nil || json.bool != nil,
            json.text() == field.text
        else { return JSON(field.text) }
        return json
    }

    private func counted(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }

    private var separatorName: String {
        separator == UInt8(ascii: "\t") ? "tab" : separator == UInt8(ascii: ";") ? "semicolon" : "comma"
    }

    private func mistake(_ code: String, _ message: String, found: String? = nil, advice: String) -> Diagnostic {
        Diagnostic(.execution, code, message, found: found, advice: [advice])
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
