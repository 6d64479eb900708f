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
            let key = keys.next()
            if shown { write("\u{1b}[K") }
            switch key {
            case .scalar(let scalar): return scalar
            case .paste(let text):
                pasted = text
                return KeyBindings.Code.paste.scalar
            case .pasteTooLong:
                announce(["The pasted text is longer than \(KeyReader.longestPaste / 1024) KiB; use a file instead."])
            case .wake(UInt8(SIGWINCH)): redraw(showing: [])
            case .wake(UInt8(SIGCONT)): resume()
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
        guard capabilities.movesCursor, !keys.hasMore, textAfterCursor.isEmpty else { return false }
        let line = textBeforeCursor
        guard !line.isEmpty, !line.contains("\n") else { return false }
        let hint = configuration.hint(String(line))
        let columns = capabilities.columns ?? 80
        let layout = LineLayout(prompt: prompt.visible, line: line, width: columns)
        let room = columns - layout.column - 1
        guard !hint.isEmpty, room >= 8, layout.column > 0 else { return false }
        let text = hint.sanitizedForOneLine().truncated(toWidth: room, ellipsis: capabilities.ellipsis)
        write("\u{1b}[2m\(text)\u{1b}[0m\u{1b}[\(text.terminalWidth)D")
        return true
    }

    private func announce(_ lines: [String]) {
        if !lines.isEmpty { redraw(showing: lines) }
    }

    /// Draws prompt and line again, where they are, below some lines, and for the size that the window has now.
    private func redraw(showing lines: [String]) {
        if capabilities.movesCursor {
            let row = LineLayout(prompt: prompt.visible, line: textBeforeCursor, width: capabilities.columns ?? 80).row
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

    var textBeforeCursor: String.UnicodeScalarView {
        guard let line = el_wline(handle)?.pointee, let start = line.buffer else { return .init() }
        return UnsafeBufferPointer(start: start, count: line.cursor - start).unicodeScalars
    }

    var textAfterCursor: String.UnicodeScalarView {
        guard let line = el_wline(handle)?.pointee, let cursor = line.cursor else { return .init() }
        return UnsafeBufferPointer(start: cursor, count: line.lastchar - cursor).unicodeScalars
    }

    func insert(_ text: String) {
        _ = text.withWideCharacters { el_winsertstr(handle, $0) }
    }

    /// Puts a key of ours before whatever is typed next.
    func push(_ code: KeyBindings.Code) {
        String(code.scalar).withWideCharacters { el_wpush(handle, $0) }
    }

    func moveCursor(by count: Int) { _ = el_cursor(handle, Int32(clamping: count)) }

    func moveToEnd() { moveCursor(by: textAfterCursor.count) }

    // MARK: The functions behind keys

    func insertPaste() -> KeyAnswer {
        insert(pasted)
        pasted = ""
        return .refresh
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
        if textBeforeCursor.isEmpty, textAfterCursor.isEmpty {
            ending = .endOfFile
            write("\n")
            return .end
        }
        return deleteNext()
    }

    func deleteNext() -> KeyAnswer {
        guard !textAfterCursor.isEmpty else { return .error }
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
        guard !textAfterCursor.isEmpty else { return .error }
        moveCursor(by: 1)
        return .refresh
    }

    /// With vi's keys Editline puts the cursor at the beginning of what it recalls; who types wants to go on at its end.
    func recall(_ direction: KeyBindings.Code) -> KeyAnswer {
        String([direction, .end].map { Character($0.scalar) }).withWideCharacters { el_wpush(handle, $0) }
        return .nothing
    }

    func complete() -> KeyAnswer {
        let before = String(textBeforeCursor)
        let after = textAfterCursor
        let line = before + String(after)
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
        let end = line.prefix(range.upperBound).unicodeScalars.count
        moveCursor(by: end - textBeforeCursor.count)
        el_deletestr(
            handle, Int32(clamping: line.prefix(range.upperBound).dropFirst(range.lowerBound).unicodeScalars.count))
        insert(text)
    }

    /// Moves below the line first, so that the shell's messages do not run into it.
    func suspend() -> KeyAnswer {
        charactersAfterCursor = textAfterCursor.count
        moveToEnd()
        push(.stop)
        return .refresh
    }

    /// How long a stop may take to reach a process, in milliseconds. One whose shell does no job control never stops.
    private static let stopPause: Int32 = 200

    func stop() -> KeyAnswer {
        write("\n")
        bracketPastes(false)
        keyway_el_set_raw(handle, 0)
        // The whole job: a shell counts it as stopped only when all of its processes are.
        kill(0, SIGTSTP)
        _ = Descriptor.poll(mailbox.readEnd, for: POLLIN, milliseconds: Self.stopPause)
        mailbox.drain()
        moveCursor(by: -charactersAfterCursor)
        resume()
        return .nothing
    }
}

extension [String] {
    fileprivate var asLines: String { map { $0 + "\n" }.joined() }
}
