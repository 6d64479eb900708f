internal import CEditline
internal import Glibc

/// What finds earlier entries.
extension Editline {
    private var line: String { standIns.decode(beforeCursor + afterCursor) }

    private func replaceLine(with text: String) {
        moveToEnd()
        el_deletestr(handle, Int32(clamping: beforeCursor.count))
        insert(text)
    }

    /// Page Up and Page Down.
    func recallPrefixed(by step: Int) -> KeyAnswer {
        let line = line
        var going =
            recall.flatMap { $0.shown == line ? $0 : nil }
            ?? PrefixRecall(standIns.decode(beforeCursor), entries: history.entries, line: line)
        guard going.move(by: step) else { return .error }
        recall = going
        replaceLine(with: going.shown)
        return .refresh
    }

    // MARK: Ctrl-R

    func beginSearch() -> KeyAnswer {
        guard capabilities.movesCursor else { return searchByLine() }
        search = HistorySearch(history.entries, prompt: prompt, line: line)
        return showSearch()
    }

    /// What a key does to a search; nil for what is no key.
    func searchKey(_ key: Key) -> KeyBindings.Code? {
        switch key {
        case .wake, .endOfInput, .failed, .pasteTooLong: return nil
        case .scalar("\u{12}"): search?.older(last: lastSearch)
        case .scalar("\u{13}"): search?.newer()
        case .scalar("\u{8}"), .scalar("\u{7f}"): search?.removeLast()
        case .scalar("\u{7}"): search?.ending = .givenUp
        case .scalar("\u{3}"):
            search?.ending = .givenUp
            deferred = key
        case .scalar(let scalar) where !scalar.isDangerousOnTerminal: search?.append(String(scalar))
        case .paste(let text) where !text.contains("\n"): search?.append(text)
        case .scalar, .paste:
            search?.ending = .accepted
            deferred = key
        }
        return .search
    }

    /// Draws what the search has found, or, once it is over, the line with its own prompt.
    func showSearch() -> KeyAnswer {
        guard let search else { return .refresh }
        if let ending = search.ending {
            self.search = nil
            if !search.text.isEmpty { lastSearch = search.text }
            setPrompt(search.promptBefore)
            if case .givenUp = ending { replaceLine(with: search.lineBefore) }
        } else {
            setPrompt(PromptText(search.prompt, standIns))
            replaceLine(with: search.shown)
        }
        return .refresh
    }

    // MARK: Ctrl-R where lines only go on

    /// A line asks what to look for, and what is found stands below it. With nothing typed the search goes on.
    private func searchByLine() -> KeyAnswer {
        write("\nsearch: ")
        let typed = readPlainLine()
        if typed == "" || typed == lastSearch {
            byLine?.older(last: lastSearch)
        } else if let typed {
            byLine = HistorySearch(history.entries, prompt: prompt, line: line)
            byLine?.append(typed)
            lastSearch = typed
        }
        if typed != nil, let byLine {
            if byLine.isFailed { write("\nnothing with \"\(lastSearch)\"") } else { replaceLine(with: byLine.shown) }
        }
        write("\n")
        keyway_el_redraw(handle)
        return .nothing
    }

    /// What is typed up to Enter; nil if it is given up.
    private func readPlainLine() -> String? {
        var typed = ""
        while true {
            let key = keys.next()
            switch key {
            case .scalar("\r"), .scalar("\n"), .scalar("\u{12}"): return typed
            case .scalar("\u{8}"), .scalar("\u{7f}"):
                guard let last = typed.popLast() else { continue }
                for motion in ["\u{8}", " ", "\u{8}"] { write(String(repeating: motion, count: last.terminalWidth)) }
            case .scalar(let scalar) where !scalar.isDangerousOnTerminal:
                typed.unicodeScalars.append(scalar)
                write(String(scalar))
            case .paste(let text) where !text.contains("\n"):
                typed += text
                write(text)
            case .scalar("\u{7}"): return nil
            case .scalar("\u{3}"), .endOfInput, .failed, .wake:
                deferred = key
                return nil
            case .scalar, .paste, .pasteTooLong: continue
            }
        }
    }
}
