import Glibc
import Synchronization

@testable import Terminal

/// A terminal in the test's hand: it types keys and keeps what appears.
final class PseudoTerminal: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let keyboard: Int32
    let device: Int32
    private let screen = Mutex<[UInt8]>([])

    // TIOCSPTLCK and TIOCGPTN, which Glibc's module does not have.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init(columns: UInt16 = 80) throws {
        keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var unlocked: Int32 = 0
        var number: Int32 = -1
        guard ioctl(keyboard, Self.setLock, &unlocked) == 0, ioctl(keyboard, Self.getNumber, &number) == 0 else {
            throw Failure(description: "no pseudo terminal: \(String(cString: strerror(errno)))")
        }
        device = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(device, UInt(TIOCSWINSZ), &size)
        _ = fcntl(keyboard, F_SETFL, O_NONBLOCK)
    }

    /// Once the editors are closed that put it back: another test's terminal would get its numbers, and be put back.
    deinit {
        let descriptors = [keyboard, device]
        EditorThread.shared.enqueue { for descriptor in descriptors { close(descriptor) } }
    }

    /// Everything that was written to the terminal so far.
    var text: String {
        screen.withLock { screen in
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(keyboard, &buffer, buffer.count)
                if count <= 0 { break }
                screen += buffer[..<count]
            }
            return String(decoding: screen, as: UTF8.self)
        }
    }

    var isRaw: Bool {
        var modes = termios()
        return tcgetattr(device, &modes) == 0 && modes.c_lflag & tcflag_t(ICANON | ECHO) == 0
    }

    func type(_ keys: String) async throws {
        var bytes = Array(keys.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(keyboard, $0.baseAddress, min($0.count, 512)) }
            if count > 0 { bytes = bytes.dropFirst(count) }
            guard count > 0 || errno == EAGAIN else { throw Failure(description: "the terminal takes no keys") }
            // The other side may be waiting for room on the screen.
            _ = text
            if count <= 0 { try await wait(until: "a key is taken") { takesKeys } }
        }
    }

    private var takesKeys: Bool {
        var entry = pollfd(fd: keyboard, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    /// How many bytes were typed and not read.
    var unreadCount: Int {
        var count: Int32 = 0
        return ioctl(device, UInt(FIONREAD), &count) == 0 ? Int(count) : 0
    }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) throws {
        guard bytes.withUnsafeBytes({ write(keyboard, $0.baseAddress, $0.count) }) == bytes.count else {
            throw Failure(description: "the terminal took only a part")
        }
    }

    /// Closes the keyboard's side, as a terminal window does.
    func hangUp() {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        dup2(null, keyboard)
        close(null)
    }

    /// Waits until something holds; the limit only keeps a broken test from hanging.
    func wait(until what: String, _ condition: () -> Bool) async throws {
        for _ in 0..<5_000 {
            if condition() { return }
            _ = text
            try await Task.sleep(for: .milliseconds(2))
        }
        throw Failure(description: "waited in vain until \(what); the screen had: \(text.debugDescription)")
    }

    func wait(for shown: String) async throws {
        try await wait(until: "\(shown.debugDescription) is shown") { text.contains(shown) }
    }

    func forget() {
        _ = text
        screen.withLock { $0 = [] }
    }
}

/// An editor on a pseudo terminal.
struct EditorBench: Sendable {
    // The editor goes before its terminal does.
    let editor: LineEditor
    let terminal: PseudoTerminal
    private let pauses = KeyPauses()

    /// What a user does.
    enum Step: ExpressibleByStringLiteral {
        case keys(String)
        /// Nothing, for longer than any key's sequence takes.
        case pause

        init(stringLiteral keys: String) { self = .keys(keys) }
    }

    init(columns: UInt16 = 80, term: String = "xterm", _ change: (inout LineEditorConfiguration) -> Void = { _ in })
        throws
    {
        terminal = try PseudoTerminal(columns: columns)
        var configuration = LineEditorConfiguration(environment: ["TERM": term, "NO_COLOR": "1"])
        configuration.input = terminal.device
        configuration.output = terminal.device
        configuration.keyPause = pauses.hasInput
        change(&configuration)
        editor = try LineEditor(configuration)
    }

    /// Asks for an entry and types keys, once the prompt reads them.
    func entry(typing keys: String..., prompt: String = "> ") async throws -> LineEditorEvent {
        try await entry(keys.map(Step.keys), prompt)
    }

    /// Asks for an entry and does what a user does, once the prompt reads keys.
    func entry(_ steps: Step...) async throws -> LineEditorEvent { try await entry(steps, "> ") }

    private func entry(_ steps: [Step], _ prompt: String) async throws -> LineEditorEvent {
        terminal.forget()
        async let event = editor.nextLine(prompt: prompt)
        try await terminal.wait(until: "the prompt reads keys") { terminal.isRaw && !terminal.text.isEmpty }
        for step in steps {
            switch step {
            case .keys(let keys): try await terminal.type(keys)
            case .pause: try await pauses.pass(on: terminal)
            }
        }
        return await event
    }

    /// The lines that some keys give, one for each entry.
    func lines(_ keys: String...) async throws -> [LineEditorEvent] {
        var events: [LineEditorEvent] = []
        for entry in keys { events.append(try await self.entry(typing: entry)) }
        return events
    }
}
