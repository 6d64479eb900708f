internal import CJansson

extension JSON {
    /// The value as JSON text, which parses to the same value again.
    ///
    /// Whatever the style, characters that command a terminal or turn the direction of writing are escaped.
    public func text(_ style: JSONStyle = .compact) -> String {
        var printer = JSONPrinter(style)
        withExtendedLifetime(self) { printer.print(pointer) }
        return String(decoding: printer.output, as: UTF8.self)
    }
}

/// Writes jansson's tree, with a stack of its own, so that no depth of nesting can overflow the thread's.
struct JSONPrinter {
    /// An array or object that has been opened and not closed.
    private struct Level {
        var children: JSONChildren
        let isObject: Bool
        let isOnOneLine: Bool
        var isEmpty = true
    }

    private(set) var style: JSONStyle
    var output: [UInt8] = []
    /// Where the next character goes, counted from 0; not kept up in compact layout.
    var column = 0
    /// The columns there are, when this is a trial of one line.
    private var limit: Int?
    private var levels: [Level] = []

    init(_ style: JSONStyle) { self.style = style }

    mutating func print(_ root: RawJSON) {
        if let mask = style.mask, Self.isString(root), let replacement = mask(nil, JSON(sharing: root)) {
            writeString(replacement, as: .string)
        } else {
            open(root)
        }
        while let level = levels.last, !isOverLimit {
            if let child = levels[levels.count - 1].children.next() {
                write(child, in: level)
            } else {
                levels.removeLast()
                close(level)
            }
        }
    }

    private var isOverLimit: Bool { limit.map { column >= $0 } ?? false }

    private mutating func write(_ child: JSONChildren.Child, in level: Level) {
        if !level.isEmpty { write(",", as: .punctuation) }
        levels[levels.count - 1].isEmpty = false
        separate(from: level)
        if let name = child.name { write(name) }
        if let replacement = replacement(for: child) {
            writeString(replacement, as: .string)
        } else {
            open(child.value)
        }
    }

    private mutating func write(_ name: UnsafeRawBufferPointer) {
        writeString(name, as: .name)
        write(":", as: .punctuation)
        if style.layout != .compact { blank() }
    }

    private func replacement(for child: JSONChildren.Child) -> String? {
        guard let mask = style.mask, child.name != nil || Self.isString(child.value) else { return nil }
        return mask(child.name.map { String(decoding: $0, as: UTF8.self) }, JSON(sharing: child.value))
    }

    private static func isString(_ value: RawJSON) -> Bool { JSON.Kind(value) == .string }

    /// Writes a scalar or an empty container, or opens a container.
    private mutating func open(_ value: RawJSON) {
        switch JSON.Kind(value) {
        case .null: write("null", as: .null)
        case .boolean: write(keyway_json_is_true(value) != 0 ? "true" : "false", as: .boolean)
        case .integer: write(json_integer_value(value).description, as: .number)
        case .real: write(json_real_value(value).description, as: .number)
        case .string: writeString(value.stringBytes, as: .string)
        case .array: open(value, isObject: false)
        case .object: open(value, isObject: true)
        }
    }

    private mutating func open(_ container: RawJSON, isObject: Bool) {
        let isOnOneLine = levels.last?.isOnOneLine ?? false || fitsOnOneLine(container)
        write(isObject ? "{" : "[", as: .punctuation)
        let children = JSONChildren(of: container, sorted: style.sortsNames)
        levels.append(Level(children: children, isObject: isObject, isOnOneLine: isOnOneLine))
    }

    private mutating func close(_ level: Level) {
        if !level.isEmpty, !level.isOnOneLine { newLine() }
        write(level.isObject ? "}" : "]", as: .punctuation)
    }

    /// Whether the container ends before the width, with room for the comma that may follow; found by trying.
    private func fitsOnOneLine(_ container: RawJSON) -> Bool {
        guard case .pretty(let width) = style.layout, limit == nil else { return true }
        guard column < width else { return false }
        var trial = JSONPrinter(style)
        trial.style.painter = nil
        trial.limit = width - column
        trial.print(container)
        return !trial.isOverLimit
    }

    private mutating func separate(from level: Level) {
        guard level.isOnOneLine else { return newLine() }
        if style.layout != .compact, !level.isEmpty { blank() }
    }

    private mutating func newLine() {
        column = levels.count * 2
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: column))
    }
}
