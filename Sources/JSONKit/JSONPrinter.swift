internal import CJansson

extension JSON {
    /// The value as JSON text, which parses to the same value again.
    ///
    /// Whatever the style, characters that command a terminal or turn the direction of writing are escaped.
    public func text(_ style: JSONStyle = .compact) -> String {
        var bytes: [UInt8] = []
        write(style) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes the text of ``text(_:)`` piece by piece, so that a large one is never in memory as a whole.
    ///
    /// - Parameter sink: Takes some ten thousand bytes of UTF-8 at a time, cut anywhere.
    public func write<Failure: Error>(
        _ style: JSONStyle = .compact, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        // The printer holds bare pointers into the value.
        let value = self
        defer { withExtendedLifetime(value) {} }
        var printer = JSONPrinter(style, root: pointer)
        while printer.fill() {
            try sink(printer.output)
            printer.output.removeAll(keepingCapacity: true)
        }
        try sink(printer.output)
    }
}

/// Writes jansson's tree, with a stack of its own, so that no depth of nesting can overflow the thread's.
struct JSONPrinter {
    /// An array or object that has been opened and not closed.
    private struct Level {
        var children: JSONChildren
        /// Instead of `children`, where the order of names is wanted.
        var sorted: SortedChildren?
        let isObject: Bool
        let isOnOneLine: Bool
        var isEmpty = true
    }

    /// An array or object that is being written on one line, to see whether it fits.
    private struct Attempt {
        let container: RawJSON
        let isObject: Bool
        /// What to go back to.
        let output: Int
        let column: Int
        let depth: Int
    }

    let style: JSONStyle
    var output: [UInt8] = []
    /// Where the next character goes, counted from 0; not kept up in compact layout.
    var column = 0
    private var levels: [Level] = []
    private var attempt: Attempt?
    private let width: Int

    init(_ style: JSONStyle, root: RawJSON) {
        self.style = style
        if case .pretty(let width) = style.layout { self.width = width } else { width = .max }
        if let mask = style.mask, Self.isString(root), let replacement = mask(nil, JSON(sharing: root)) {
            writeString(replacement, as: .string)
        } else {
            open(root)
        }
    }

    /// Writes on until there is a piece of some size; false when everything is written.
    mutating func fill() -> Bool {
        while let top = levels.indices.last {
            if let attempt, column >= width {
                giveUp(attempt)
            } else if let child = nextChild(of: top) {
                write(child, in: top)
            } else {
                close(levels.removeLast())
            }
            if output.count >= Self.pieceSize, attempt == nil { return !levels.isEmpty }
        }
        return false
    }

    private static let pieceSize = 1 << 16

    private mutating func nextChild(of level: Int) -> JSONChildren.Child? {
        if style.sortsNames, levels[level].isObject { return levels[level].sorted?.next() }
        return levels[level].children.next()
    }

    private mutating func write(_ child: JSONChildren.Child, in level: Int) {
        let isFirst = levels[level].isEmpty
        if !isFirst { writeMark(",") }
        separate(isOnOneLine: levels[level].isOnOneLine, isFirst: isFirst)
        levels[level].isEmpty = false
        if let name = child.name { write(name) }
        if let replacement = replacement(for: child) {
            writeString(replacement, as: .string)
        } else {
            open(child.value)
        }
    }

    private mutating func write(_ name: UnsafeRawBufferPointer) {
        writeString(name, as: .name)
        writeMark(":")
        if style.layout != .compact { blank() }
    }

    private func replacement(for child: JSONChildren.Child) -> String? {
        guard let mask = style.mask, child.name != nil || Self.isString(child.value) else { return nil }
        return mask(child.name.map { String(decoding: $0, as: UTF8.self) }, JSON(sharing: child.value))
    }

    private static func isString(_ value: RawJSON) -> Bool { JSON.Kind(value) == .string }

    /// Writes a scalar, or opens a container.
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

    /// Begins a container: on one line if it is in one, or to see whether it fits.
    private mutating func open(_ container: RawJSON, isObject: Bool) {
        if style.layout != .compact, attempt == nil, !(levels.last?.isOnOneLine ?? false) {
            attempt = Attempt(
                container: container, isObject: isObject, output: output.count, column: column, depth: levels.count)
        }
        begin(container, isObject: isObject, isOnOneLine: true)
    }

    private mutating func begin(_ container: RawJSON, isObject: Bool, isOnOneLine: Bool) {
        writeMark(isObject ? "{" : "[")
        let sorted = style.sortsNames && isObject ? SortedChildren(of: container) : nil
        let children = JSONChildren(of: container)
        levels.append(Level(children: children, sorted: sorted, isObject: isObject, isOnOneLine: isOnOneLine))
    }

    /// Takes back what does not fit on one line, and begins it over several.
    private mutating func giveUp(_ attempt: Attempt) {
        output.removeSubrange(attempt.output...)
        column = attempt.column
        levels.removeSubrange(attempt.depth...)
        self.attempt = nil
        begin(attempt.container, isObject: attempt.isObject, isOnOneLine: false)
    }

    private mutating func close(_ level: Level) {
        if !level.isEmpty, !level.isOnOneLine { newLine() }
        writeMark(level.isObject ? "}" : "]")
        guard let attempt, attempt.depth == levels.count else { return }
        // There must be room for the comma that may follow.
        if column >= width, !level.isEmpty { giveUp(attempt) }
        self.attempt = nil
    }

    private mutating func separate(isOnOneLine: Bool, isFirst: Bool) {
        guard isOnOneLine else { return newLine() }
        if style.layout != .compact, !isFirst { blank() }
    }

    private mutating func newLine() {
        column = levels.count * 2
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: column))
    }
}
