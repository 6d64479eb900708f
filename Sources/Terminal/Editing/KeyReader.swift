internal import Glibc

/// What arrived from the keyboard.
enum Key: Equatable {
    case scalar(Unicode.Scalar)
    /// A bracketed paste, whole, with its line ends as line feeds.
    case paste(String)
    case pasteTooLong
    /// A signal's number, or 0 when another thread wants something.
    case wake(UInt8)
    case endOfInput
    case failed(errno: Int32)
}

/// Reads scalars one by one, leaving in the terminal what it does not need, since others read from it too.
struct KeyReader {
    /// In bytes. A longer paste is refused whole: half a paste would be worse than none.
    static let longestPaste = 256 * 1024

    /// Waits for input; false if none has come within so many milliseconds.
    typealias Pause = @Sendable (_ input: Int32, _ milliseconds: Int32) -> Bool

    /// By the system's clock.
    static let realPause: Pause = { Descriptor.poll($0, for: POLLIN, milliseconds: $1) }

    let input: Int32
    let wake: Int32
    /// How it is told that nothing more belongs to a key.
    let pause: Pause
    /// Whether an Escape alone is a key that means something, as with vi's keys, and must not wait long for the rest.
    var escapesAtOnce = false
    /// Sequences that the user has bound, which are handed on as they are.
    var boundSequences: Set<[UInt8]> = []
    private var pending: [UInt8] = []

    init(input: Int32, wake: Int32, pause: @escaping Pause = KeyReader.realPause) {
        self.input = input
        self.wake = wake
        self.pause = pause
    }

    /// Whether a key waits to be read already.
    var hasMore: Bool { !pending.isEmpty || Descriptor.poll(input, for: POLLIN, milliseconds: 0) }

    mutating func next() -> Key {
        while true {
            if pending.isEmpty, let wakened = waitForInput() { return wakened }
            let byte: UInt8
            switch nextByte() {
            case .success(let next): byte = next
            case .failure(let key): return key.key
            }
            if byte == 0x1B {
                switch nextSequence() {
                case .paste: return readPaste()
                case .key(let code): return .scalar(code.scalar)
                case .unknown: continue
                case .none: return .scalar("\u{1b}")
                }
            }
            if let scalar = decode(byte) { return .scalar(scalar) }
        }
    }

    private struct Stop: Error { let key: Key }

    /// Waits for a key; an answer if something else came first.
    private func waitForInput() -> Key? {
        var entries = [
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0), pollfd(fd: input, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&entries, 2, -1)
            if count < 0, errno != EINTR { return .failed(errno: errno) }
            guard count > 0 else { continue }
            var byte: UInt8 = 0
            if entries[0].revents != 0, read(wake, &byte, 1) == 1 { return .wake(byte) }
            if entries[1].revents != 0 { return nil }
        }
    }

    private mutating func nextByte() -> Result<UInt8, Stop> {
        if !pending.isEmpty { return .success(pending.removeFirst()) }
        var byte: UInt8 = 0
        while true {
            let count = read(input, &byte, 1)
            if count == 1 { return .success(byte) }
            // A terminal that hung up answers with an I/O error.
            if count == 0 || errno == EIO { return .failure(Stop(key: .endOfInput)) }
            if errno == EAGAIN {
                _ = Descriptor.poll(input, for: POLLIN)
            } else if errno != EINTR {
                return .failure(Stop(key: .failed(errno: errno)))
            }
        }
    }

    /// The scalar that starts with a byte; nil if it is not UTF-8, or a C1 control, which no keyboard sends.
    private mutating func decode(_ first: UInt8) -> Unicode.Scalar? {
        var bytes = [first]
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        while bytes.count < length {
            guard case .success(let byte) = nextByte() else { return nil }
            guard byte & 0xC0 == 0x80 else {
                pending.insert(byte, at: 0)
                return nil
            }
            bytes.append(byte)
        }
        guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first else {
            return nil
        }
        return (0x80..<0xA0).contains(scalar.value) ? nil : scalar
    }

    private static let pasteEnd = Array("\u{1b}[201~".utf8)
    /// How long the rest of a key's sequence may take, in milliseconds: a line may be slow.
    private static let sequencePause: Int32 = 250
    /// How long an Escape waits that means something alone.
    private static let escapePause: Int32 = 20
    /// No key has a longer one; a server's text that a terminal sends back may.
    private static let longestSequence = 32

    /// The next byte if it comes so soon that it belongs to the one before it.
    private mutating func nextOfSequence(within milliseconds: Int32 = sequencePause) -> UInt8? {
        if pending.isEmpty, !pause(input, milliseconds) { return nil }
        guard case .success(let byte) = nextByte() else { return nil }
        return byte
    }

    private enum Sequence {
        case paste, key(KeyBindings.Code)
        /// A key that means nothing here, or one that the terminal made up.
        case unknown
        /// The Escape stands for itself; what came after it is still to be read.
        case none
    }

    /// What an Escape begins, read to its end, so that nothing of it is taken for text.
    private mutating func nextSequence() -> Sequence {
        guard let introducer = nextOfSequence(within: escapesAtOnce ? Self.escapePause : Self.sequencePause) else {
            return .none
        }
        var seen = [introducer]
        // Some terminals send Alt as another Escape before the key's own; with vi's keys it is one.
        if introducer == 0x1B, !escapesAtOnce, let next = nextOfSequence(within: Self.escapePause) { seen.append(next) }
        guard [UInt8(ascii: "["), UInt8(ascii: "O")].contains(seen[seen.count - 1]) else {
            pending.insert(contentsOf: seen, at: 0)
            return .none
        }
        guard readRest(of: &seen) else { return .unknown }
        if boundSequences.contains(seen) {
            pending.insert(contentsOf: seen, at: 0)
            return .none
        }
        if seen == Array("[200~".utf8) { return .paste }
        return SpecialKeys.key(for: seen).map(Sequence.key) ?? .unknown
    }

    /// Reads a control sequence (ECMA-48 5.4) or a key of the keypad up to the byte that ends it.
    ///
    /// - Returns: false for one that nothing ended, as Alt and `[` are.
    private mutating func readRest(of seen: inout [UInt8]) -> Bool {
        while let byte = nextOfSequence() {
            guard (0x20..<0x7F).contains(byte) else {
                pending.insert(byte, at: 0)
                return false
            }
            if seen.count < Self.longestSequence { seen.append(byte) }
            // The console of Linux puts a second bracket before its function keys.
            if (0x40..<0x7F).contains(byte), !(byte == UInt8(ascii: "[") && seen.suffix(2) == [byte, byte]) {
                return true
            }
        }
        return false
    }

    /// Whether nothing more comes for a moment.
    private var isPause: Bool {
        pending.isEmpty && !pause(input, Self.sequencePause)
    }

    /// A paste up to its end; Ctrl-C gives up one whose end was lost.
    private mutating func readPaste() -> Key {
        var bytes: [UInt8] = []
        var isTooLong = false
        while !bytes.hasSuffix(Self.pasteEnd) {
            switch nextByte() {
            // A person types it where nothing follows; the end of a paste that is not over would never come.
            case .success(3) where isPause: return .scalar("\u{3}")
            case .success(let byte): bytes.append(byte)
            case .failure(let stop): return stop.key
            }
            if bytes.count > Self.longestPaste {
                isTooLong = true
                bytes.removeFirst(bytes.count - Self.pasteEnd.count)
            }
        }
        if isTooLong { return .pasteTooLong }
        return .paste(Self.cleaned(String(decoding: bytes.dropLast(Self.pasteEnd.count), as: UTF8.self)))
    }

    /// One kind of line end, none at the end, and nothing that a terminal would act on.
    private static func cleaned(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" || scalar == "\n" {
                if !(scalar == "\n" && wasReturn) { scalars.append("\n") }
            } else if scalar == "\t" || !scalar.isDangerousOnTerminal {
                scalars.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        while scalars.last == "\n" { scalars.removeLast() }
        return String(scalars)
    }
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...] == suffix[...]
    }
}
