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
    private func resume() {
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
    private var cursorLayout: LineLayout {
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
    private func joinsBefore(_ text: String) -> Bool {
        guard let last = beforeCursor.last else { return false }
        return (standIns.decode([last]) + text).count <= text.count
    }

    /// Puts a key of ours before whatever is typed next.
    func push(_ code: KeyBindings.Code) {
        [code.scalar].withWideCharacters { el_wpush(handle, $0) }
    }

    func moveCursor(by count: Int) { _ = el_cursor(handle, Int32(clamping: count)) }

    func moveToEnd() { moveCursor(by: afterCursor.count) }

    // MARK: The functions behind keys

    func insertPaste() -> KeyAnswer {
        if joinsBefore(pasted), let last = beforeCursor.last {
            el_deletestr(handle, 1)
            pasted = standIns.decode([last]) + pasted
        }
        insert(pasted)
        pasted = ""
        return .refresh
    }

    /// Ends the line, once it is drawn with the cursor at its end.
    func enter() -> KeyAnswer {
        moveToEnd()
        push(.enter)
        return .refresh
    }

    /// Goes below the line and hands it over. Behind a line that fills its last row the cursor is below it already.
    func finish() -> KeyAnswer {
        goBelow()
        moveToEnd()
        insert("\n")
        return .newline
    }

    private func goBelow() {
        let here = cursorLayout
        let line = beforeCursor + afterCursor
        let end = LineLayout(prompt: prompt.visible, line: line, width: capabilities.columns ?? 80)
        let isBelow = end.column == 0 && end.row > 0 && line.last != "\n"
        write(String(repeating: "\n", count: end.row - here.row + (isBelow ? 0 : 1)))
    }

    /// Shows what was typed with ^C after it, and ends the line.
    func interrupt() -> KeyAnswer {
        ending = .interrupted
        moveToEnd()
        insert("^C")
        push(.enter)
        return .refresh
    }

    func endOrDelete() -> KeyAnswer {
        if beforeCursor.isEmpty, afterCursor.isEmpty {
            ending = .endOfFile
            write("\n")
            return .end
        }
        return deleteNext()
    }

    func deleteNext() -> KeyAnswer {
        guard !afterCursor.isEmpty else { return .error }
        moveCursor(by: 1)
        el_deletestr(handle, 1)
        return .refresh
    }

    /// Ends the line without entering it, so that an editor can take it over.
    func edit() -> KeyAnswer {
        ending = .edited
        moveToEnd()
        push(.enter)
        return .refresh
    }

    func goToEnd() -> KeyAnswer {
        moveToEnd()
        return .refresh
    }

    func goRight() -> KeyAnswer {
        guard !afterCursor.isEmpty else { return .error }
        moveCursor(by: 1)
        return .refresh
    }

    /// With vi's keys Editline puts the cursor at the beginning of what it recalls; who types wants to go on at its end.
    func recall(_ direction: KeyBindings.Code) -> KeyAnswer {
        [direction.scalar, KeyBindings.Code.end.scalar].withWideCharacters { el_wpush(handle, $0) }
        return .nothing
    }

    func complete() -> KeyAnswer {
        let before = standIns.decode(beforeCursor)
        let after = afterCursor
        let line = before + standIns.decode(after)
        let answer = configuration.completion(line, before.count)
        switch CompletionStep(answer, line: line) {
        case .nothing: return .error
        case .replace(let range, let text):
            replace(range, of: line, with: text)
            return .refresh
        case .list(let candidates):
            // The list goes below the line's last row, where the next key finds the cursor.
            listing = candidates
            charactersAfterCursor = after.count
            moveToEnd()
            push(.list)
            return .refresh
        }
    }

    func list() -> KeyAnswer {
        var size = winsize()
        let rows = ioctl(configuration.output, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0 ? Int(size.ws_row) : 24
        let lines = CompletionList(candidates: listing, height: max(4, rows - 3)).draw(capabilities)
        write("\n" + lines.asLines)
        moveCursor(by: -charactersAfterCursor)
        keyway_el_redraw(handle)
        return .nothing
    }

    private func replace(_ range: Range<Int>, of line: String, with text: String) {
        let kept = standIns.encode(String(line.prefix(range.lowerBound))).count
        let end = standIns.encode(String(line.prefix(range.upperBound))).count
        moveCursor(by: end - beforeCursor.count)
        el_deletestr(handle, Int32(clamping: end - kept))
        insert(text)
    }

    /// Moves below the line first, so that the shell's messages do not run into it.
    func suspend() -> KeyAnswer {
        charactersAfterCursor = afterCursor.count
        moveToEnd()
        push(.stop)
        return .refresh
    }

    func stop() -> KeyAnswer {
        goBelow()
        bracketPastes(false)
        keyway_el_set_raw(handle, 0)
        // The whole job: a shell counts it as stopped only when all of its processes are.
        kill(0, SIGTSTP)
        let isHeard = mailbox.waitForContinuation()
        continuedUntil = .now + (isHeard ? .milliseconds(300) : .seconds(2))
        moveCursor(by: -charactersAfterCursor)
        resume()
        if mailbox.isCurrentCancelled { deferred = .wake(0) }
        return .nothing
    }

    /// Whether a continuation is one for which the line is drawn already: the stop's time was over before it was heard
    /// of, or a shell sends several.
    private var isContinuedAlready: Bool { continuedUntil.map { ContinuousClock.now < $0 } ?? false }
}

extension [String] {
    fileprivate var asLines: String { map { $0 + "\n" }.joined() }
}
