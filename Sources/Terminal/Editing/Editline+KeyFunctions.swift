internal import CEditline
internal import Glibc

/// The functions behind keys.
extension Editline {
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
        write(String(repeating: "\n", count: max(0, end.row - here.row + (isBelow ? 0 : 1))))
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
}
