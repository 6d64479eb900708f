/// A search in the history while its text is typed: Ctrl-R for what is older, Ctrl-S for what is newer.
struct HistorySearch {
    enum Ending { case accepted, givenUp }

    let promptBefore: PromptText
    let lineBefore: String
    private(set) var text = ""
    var ending: Ending?
    private let entries: [String]
    private var place: Int?
    private(set) var isFailed = false

    /// - Parameter entries: The newest first.
    init(_ entries: [String], prompt: PromptText, line: String) {
        self.entries = entries
        promptBefore = prompt
        lineBefore = line
    }

    /// What is to be seen in the line.
    var shown: String { place.map { entries[$0] } ?? lineBefore }

    /// What stands before the line.
    var prompt: String { (isFailed ? "nothing with" : "search") + " \"\(text)\"> " }

    mutating func append(_ more: String) {
        text += more
        find(from: place ?? 0, step: 1)
    }

    mutating func removeLast() {
        text = String(text.dropLast())
        place = nil
        find(from: 0, step: 1)
    }

    /// - Parameter last: what is searched for where nothing has been typed yet.
    mutating func older(last: String) {
        if text.isEmpty { text = last }
        find(from: place.map { $0 + 1 } ?? 0, step: 1)
    }

    mutating func newer() {
        if let place { find(from: place - 1, step: -1) }
    }

    private mutating func find(from start: Int, step: Int) {
        isFailed = false
        guard !text.isEmpty else { return }
        var index = start
        while entries.indices.contains(index) {
            if entries[index].contains(text) {
                place = index
                return
            }
            index += step
        }
        isFailed = true
    }
}

/// Going through the entries that begin with what was typed: Page Up for what is older, Page Down for what is newer.
struct PrefixRecall {
    private let matches: [String]
    private let original: String
    private var place = -1

    /// - Parameters:
    ///   - entries: The newest first.
    ///   - line: What stands in the line now.
    init(_ prefix: String, entries: [String], line: String) {
        matches = entries.filter { $0.hasPrefix(prefix) && $0 != line }
        original = line
    }

    /// What is to be seen in the line.
    var shown: String { place < 0 ? original : matches[place] }

    /// - Returns: false where there is nothing further.
    mutating func move(by step: Int) -> Bool {
        guard (-1..<matches.count).contains(place + step) else { return false }
        place += step
        return true
    }
}
