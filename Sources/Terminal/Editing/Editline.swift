internal import CEditline
internal import Glibc

/// Editline's handle: set up, asked for lines, and freed. It belongs to the editor's thread.
final class Editline {
    /// Why a line ended without being entered.
    enum Ending { case interrupted, endOfFile, edited, failed(errno: Int32) }

    let configuration: LineEditorConfiguration
    let mailbox: Mailbox
    let history: LineHistory
    let handle: OpaquePointer
    var keys: KeyReader
    var ending: Ending?
    /// The text of the paste that its key function is about to insert.
    var pasted = ""
    /// What is to stand in the line before anything is typed.
    var draft = ""
    /// A key that is read once more after what it ended.
    var deferred: Key?
    /// The search in the history that is going on.
    var search: HistorySearch?
    /// The one of a terminal on which lines only go on.
    var byLine: HistorySearch?
    /// What was searched for last.
    var lastSearch = ""
    var recall: PrefixRecall?
    /// Until when a continuation is the one that was waited for already.
    var continuedUntil: ContinuousClock.Instant?
    /// The candidates that are to be listed below the line.
    var listing: [CompletionCandidate] = []
    /// Where the cursor was before it went to the line's end for a moment.
    var charactersAfterCursor = 0
    var standIns: StandIns { stream.standIns }
    private(set) var prompt: PromptText
    private let stream: EditorStream
    private let files: [UnsafeMutablePointer<FILE>]
    private let raw: UnsafeMutablePointer<RawTerminal>
    private var promptBuffer = UnsafeMutableBufferPointer<wchar_t>.allocate(capacity: 0)

    init(_ configuration: LineEditorConfiguration, mailbox: Mailbox) throws(TerminalError) {
        self.configuration = configuration
        self.mailbox = mailbox
        useUnicodeLocale(configuration.environment)
        stream = EditorStream(configuration.output)
        prompt = PromptText("", stream.standIns)
        files = try Self.openStreams(configuration, stream)
        guard
            let handle = el_init_fd(
                configuration.programName, files[0], files[1], files[2], configuration.input, configuration.output,
                fileno(files[2]))
        else {
            files.forEach { fclose($0) }
            throw TerminalError(.editorUnavailable, "The prompt could not be set up: Editline gave no editor")
        }
        self.handle = handle
        history = LineHistory(configuration, mailbox: mailbox, standIns: stream.standIns)
        keys = KeyReader(input: configuration.input, wake: mailbox.readEnd, pause: configuration.keyPause)
        raw = .allocate(capacity: 1)
        raw.initialize(
            to: RawTerminal(
                input: configuration.input, output: configuration.output, wake: mailbox.writeEnd, original: termios(),
                bracketsPaste: false))
        setUp()
    }

    deinit {
        el_end(handle)
        files.forEach { fclose($0) }
        raw.deallocate()
        promptBuffer.deallocate()
    }

    private func setUp() {
        keyway_el_set_client(handle, Unmanaged.passUnretained(self).toOpaque())
        let terminal = configuration.environment["TERM"] ?? ""
        if terminal.isEmpty || keyway_el_set_terminal(handle, terminal) != 0 { keyway_el_set_terminal(handle, "dumb") }
        keyway_el_set_prompt(handle, drawPrompt, wchar_t(bitPattern: PromptText.literal.value))
        keyway_el_set_reader(handle, readKey)
        keyway_el_set_history(handle, history.handle)
        let bindings = configuration.bindingsFile.map(BindingsFile.init)
        KeyBindings.install(on: handle, usesViKeys: configuration.usesViKeys, bindingsFile: bindings)
        keys.escapesAtOnce = keyway_el_is_vi(handle) != 0
        keys.boundSequences = bindings?.sequences ?? []
    }

    /// Reads an entry, over several lines while it is not complete.
    ///
    /// - Parameter draft: what stands there already.
    func readEntry(prompt: String, draft: String) -> LineEditorEvent {
        self.draft = draft
        beginRaw()
        defer { endRaw() }
        var text = ""
        var isFirst = true
        while true {
            setPrompt(PromptText(isFirst ? prompt : configuration.continuationPrompt, standIns))
            (ending, search, recall) = (nil, nil, nil)
            let line = readLine()
            switch ending {
            case .interrupted: return .interrupted
            case .endOfFile where isFirst: return .endOfFile
            // The text as it is, so that its reader can say what is missing.
            case .endOfFile: return .line(text)
            case .edited: return .edit(text + (isFirst ? "" : "\n") + line)
            case .failed(let number): return .failed(TerminalError(.read, "The line could not be read", errno: number))
            case nil: break
            }
            text += (isFirst ? "" : "\n") + line
            if configuration.isComplete(text) { return .line(text) }
            isFirst = false
        }
    }

    private func readLine() -> String {
        write(prompt.above)
        var count: Int32 = 0
        guard let line = el_wgets(handle, &count), count > 0 else {
            if count < 0, ending == nil { ending = .endOfFile }
            return ""
        }
        var scalars = UnsafeBufferPointer(start: line, count: Int(count)).unicodeScalars
        if scalars.last == "\n" { scalars.removeLast() }
        return standIns.decode(scalars)
    }

    /// From here to `endRaw` the terminal may be in raw mode: whatever ends the process puts it back.
    private func beginRaw() {
        tcgetattr(configuration.input, &raw.pointee.original)
        SignalWatch.add(raw)
        bracketPastes(true)
    }

    private func endRaw() {
        bracketPastes(false)
        SignalWatch.remove(raw)
    }

    func bracketPastes(_ isOn: Bool) {
        guard capabilities.movesCursor else { return }
        raw.pointee.bracketsPaste = isOn
        write(isOn ? "\u{1b}[?2004h" : "\u{1b}[?2004l")
    }

    var capabilities: TerminalCapabilities {
        TerminalCapabilities(
            descriptor: configuration.output, environment: configuration.environment, color: configuration.color)
    }

    /// Writes beside Editline, whose own output has been flushed whenever it asks for a key.
    func write(_ text: String) {
        // A terminal that is gone shows itself at the next read.
        try? Descriptor.writeAll(Array(text.utf8), to: configuration.output)
    }

    func setPrompt(_ text: PromptText) {
        prompt = text
        promptBuffer.deallocate()
        promptBuffer = text.scalars.wideCharacters()
    }

    fileprivate var promptStart: UnsafeMutablePointer<wchar_t>? { promptBuffer.baseAddress }

    private static func openStreams(
        _ configuration: LineEditorConfiguration, _ output: EditorStream
    ) throws(TerminalError) -> [UnsafeMutablePointer<FILE>] {
        // A copy, because closing a stream closes its descriptor. Editline's complaints are of no use to anyone.
        let streams = [
            fdopen(fcntl(configuration.input, F_DUPFD_CLOEXEC, 3), "r"),
            output.open(), fopen("/dev/null", "we"),
        ].compactMap { $0 }
        guard streams.count == 3 else {
            let number = errno
            streams.forEach { fclose($0) }
            throw TerminalError(.editorUnavailable, "The prompt could not be set up", errno: number)
        }
        return streams
    }

    static func of(_ handle: OpaquePointer?) -> Editline? {
        keyway_el_get_client(handle).map { Unmanaged<Editline>.fromOpaque($0).takeUnretainedValue() }
    }
}

/// Editline measures and writes characters by the thread's locale, which must be a UTF-8 one.
private func useUnicodeLocale(_ environment: [String: String]) {
    if keyway_use_unicode_locale(Locale.characterType(environment)) == 0 { keyway_use_unicode_locale("C.UTF-8") }
}

private let drawPrompt: @convention(c) (OpaquePointer?) -> UnsafeMutablePointer<wchar_t>? = {
    Editline.of($0)?.promptStart
}

private let readKey: @convention(c) (OpaquePointer?, UnsafeMutablePointer<wchar_t>?) -> Int32 = { handle, character in
    guard let editline = Editline.of(handle), let character else { return -1 }
    guard let scalar = editline.nextScalar() else { return 0 }
    character.pointee = wchar_t(bitPattern: scalar.value)
    return 1
}
