internal import CEditline

/// The entries that the arrow keys and Ctrl-R find, each once, newest last.
final class LineHistory {
    let handle: OpaquePointer?
    private let file: HistoryFile?
    private let filter: @Sendable (String) -> String?
    private let mailbox: Mailbox
    private let standIns: StandIns
    /// Editline's numbers of the entries.
    private var numbers: [String: Int32] = [:]
    private var isLoaded = false
    private var hasWarnedOfWriting = false

    init(_ configuration: LineEditorConfiguration, mailbox: Mailbox, standIns: StandIns) {
        handle = history_winit()
        file = configuration.historyFile.map { HistoryFile(path: $0, limit: configuration.historyLimit) }
        filter = configuration.historyFilter
        self.mailbox = mailbox
        self.standIns = standIns
        keyway_history_set_size(handle, Int32(clamping: configuration.historyLimit))
    }

    deinit { history_wend(handle) }

    /// Reads the file, once. The first prompt is on the screen by then.
    func loadIfNeeded() {
        guard !isLoaded else { return }
        isLoaded = true
        guard let contents = file?.load() else { return }
        contents.entries.forEach(enter)
        if let warning = contents.warning { mailbox.warn(warning) }
    }

    /// The newest first.
    var entries: [String] {
        loadIfNeeded()
        return numbers.sorted { $0.value > $1.value }.map(\.key)
    }

    /// Keeps an entry, here and in the file, as far as the filter lets it.
    func remember(_ entry: String) {
        // As in other shells, a blank in front keeps an entry out.
        guard !entry.hasPrefix(" "), entry.contains(where: { !$0.isWhitespace }), let kept = filter(entry) else {
            return
        }
        loadIfNeeded()
        enter(kept)
        if let warning = file?.append(kept), !hasWarnedOfWriting {
            hasWarnedOfWriting = true
            mailbox.warn(warning)
        }
    }

    /// Forgets every entry; the file stays as it is.
    func forget() {
        keyway_history_clear(handle)
        numbers = [:]
    }

    private func enter(_ entry: String) {
        if let number = numbers[entry] { keyway_history_delete(handle, number) }
        var number: Int32 = 0
        _ = standIns.encode(entry).withWideCharacters { keyway_history_enter(handle, $0, &number) }
        numbers[entry] = number
    }
}
