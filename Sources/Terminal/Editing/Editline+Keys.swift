internal import CEditline
internal import Glibc

/// What happens between two keys.
extension Editline {
    /// The next character for Editline, or nil at the end of the input. What is no character is handled on the way.
    func nextScalar() -> Unicode.Scalar? {
        history.loadIfNeeded()
        if !draft.isEmpty {
            (pasted, draft) = (draft, "")
            return KeyBindings.Code.paste.scalar
        }
        while true {
            let shown = showHint()
            let key = deferred ?? keys.next()
            deferred = nil
            if shown { write("\u{1b}[K") }
            if search != nil, let code = searchKey(key) { return code.scalar }
            switch key {
            case .scalar(let scalar): return typed(scalar)
            case .paste(let text):
                pasted = text
                return KeyBindings.Code.paste.scalar
            case .pasteTooLong:
                announce(["The pasted text is longer than \(KeyReader.longestPaste / 1024) KiB; use a file instead."])
            case .wake(UInt8(SIGWINCH)): redraw(showing: [])
            case .wake(UInt8(SIGCONT)): if !isContinuedAlready { resume() }
            case .wake:
                if mailbox.isCurrentCancelled {
                    ending = .interrupted
                    return KeyBindings.Code.enter.scalar
                }
                announce(mailbox.takeAnnouncements())
            case .endOfInput:
                ending = .endOfFile
                return nil
            case .failed(let number):
                ending = .failed(errno: number)
                return nil
            }
        }
    }

    /// Draws the hint behind the cursor, which stays where it is; whether there is one on the screen.
    ///
    /// Editline has drawn the line and knows nothing of what stands behind it: it must be gone before the next key.
    private func showHint() -> Bool {
        let capabilities = capabilities
        guard search == nil, capabilities.movesCursor, !keys.hasMore, afterCursor.isEmpty else { return false }
        let line = beforeCursor
        guard !line.isEmpty, !line.contains("\n") else { return false }
        let hint = configuration.hint(standIns.decode(line))
        let columns = capabilities.columns ?? 80
        let layout = LineLayout(prompt: prompt.visible, line: line, width: columns)
        let room = columns - layout.column - 1
        guard !hint.isEmpty, room >= 8, layout.column > 0 else { return false }
        let words = capabilities.hasUnicode ? hint : hint.inASCII
        let text = words.sanitizedForOneLine().truncated(toWidth: room, ellipsis: capabilities.ellipsis)
        write("\u{1b}[2m\(text)\u{1b}[0m\u{1b}[\(text.terminalWidth)D")
        return true
    }

    private func announce(_ lines: [String]) {
        if !lines.isEmpty { redraw(showing: lines) }
    }

    /// Draws prompt and line again, where they are, below some lines, and for the size that the window has now.
    private func redraw(showing lines: [String]) {
        if capabilities.movesCursor {
            let row = cursorLayout.row
            write("\r" + (row > 0 ? "\u{1b}[\(row)A" : "") + "\u{1b}[J")
        } else {
            write("\n")
        }
        write(lines.asLines)
        el_resize(handle)
        keyway_el_redraw(handle)
    }

    /// Takes the terminal back after the process was stopped: the shell has put it into its ordinary mode.
    func resume() {
        keyway_el_set_raw(handle, 0)
        keyway_el_set_raw(handle, 1)
        bracketPastes(true)
        write(mailbox.takeAnnouncements().asLines)
        el_resize(handle)
        keyway_el_redraw(handle)
    }

    var beforeCursor: String.UnicodeScalarView {
        guard let line = el_wline(handle)?.pointee, let start = line.buffer else { return .init() }
        return UnsafeBufferPointer(start: start, count: line.cursor - start).unicodeScalars
    }

    var afterCursor: String.UnicodeScalarView {
        guard let line = el_wline(handle)?.pointee, let cursor = line.cursor else { return .init() }
        return UnsafeBufferPointer(start: cursor, count: line.lastchar - cursor).unicodeScalars
    }

    /// Where the cursor is on the screen.
    var cursorLayout: LineLayout {
        LineLayout(
            prompt: prompt.visible, line: beforeCursor, next: afterCursor.first, width: capabilities.columns ?? 80)
    }

    func insert(_ text: String) {
        _ = standIns.encode(text).withWideCharacters { el_winsertstr(handle, $0) }
    }

    /// The scalar that was typed, or a key of ours where it is no character by itself, or not to Editline.
    private func typed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value >= 0x300, joinsBefore(String(scalar)) || StandIns.needsStandIn(scalar) else { return scalar }
        pasted = String(scalar)
        return KeyBindings.Code.paste.scalar
    }

    /// Whether the beginning of a text is one character with what stands before the cursor.
    func joinsBefore(_ text: String) -> Bool {
        guard let last = beforeCursor.last else { return false }
        return (standIns.decode([last]) + text).count <= text.count
    }

    /// Puts a key of ours before whatever is typed next.
    func push(_ code: KeyBindings.Code) {
        [code.scalar].withWideCharacters { el_wpush(handle, $0) }
    }

    func moveCursor(by count: Int) { _ = el_cursor(handle, Int32(clamping: count)) }

    func moveToEnd() { moveCursor(by: afterCursor.count) }

    /// Whether a continuation is one for which the line is drawn already: the stop's time was over before it was heard
    /// of, or a shell sends several.
    private var isContinuedAlready: Bool { continuedUntil.map { ContinuousClock.now < $0 } ?? false }
}

extension [String] {
    var asLines: String { map { $0 + "\n" }.joined() }
}
