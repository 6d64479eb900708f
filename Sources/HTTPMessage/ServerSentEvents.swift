internal import Encodings

/// One event of a stream.
public struct ServerSentEvent: Sendable, Equatable {
    /// `message` where the stream names none.
    public var event: String
    /// The lines of data, with a line feed between them.
    public var data: String
    /// The last id that the stream gave, with this event or an earlier one; empty where none was.
    public var id: String
    /// Milliseconds to wait before connecting again, if this event said so.
    public var retry: Int?

    /// An event of these values; `retry` is in milliseconds.
    public init(event: String = "message", data: String, id: String = "", retry: Int? = nil) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
    }
}

/// Reads `text/event-stream` piece by piece, cut anywhere (WHATWG HTML §9.2.6).
///
/// An event that the stream does not end with an empty line is none.
public struct ServerSentEvents: Sendable {
    /// Events left out because they were larger than the limit.
    public private(set) var droppedCount = 0

    private let limit: Int
    private var line: [UInt8] = []
    private var followsCarriageReturn = false
    private var isFirstLine = true
    private var isTooLarge = false
    private var event = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var lastID = ""
    private var retry: Int?

    /// - Parameter limit: the most octets of one event's data, and of one line.
    public init(limit: Int = 1 << 20) { self.limit = limit }

    /// Takes the next piece of the stream and gives the events that it completed.
    public mutating func feed(_ octets: some Sequence<UInt8>) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for octet in octets {
            let endsCarriageReturn = followsCarriageReturn
            followsCarriageReturn = octet == UInt8(ascii: "\r")
            switch octet {
            case UInt8(ascii: "\n") where endsCarriageReturn: continue
            case UInt8(ascii: "\r"), UInt8(ascii: "\n"): if let event = endLine() { events.append(event) }
            default: extendLine(octet)
            }
        }
        return events
    }

    private mutating func extendLine(_ octet: UInt8) {
        if line.count < limit { line.append(octet) } else { isTooLarge = true }
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine {
            isFirstLine = false
            if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        }
        if line.isEmpty { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        interpret(String(decoding: line[..<colon], as: UTF8.self), value)
        return nil
    }

    private mutating func interpret(_ field: String, _ value: ArraySlice<UInt8>) {
        switch field {
        case "data": addData(value)
        case "event": event = String(decoding: value, as: UTF8.self)
        case "id": if !value.contains(0) { lastID = String(decoding: value, as: UTF8.self) }
        case "retry":
            if value.allSatisfy(\.isDigit) { retry = Int(String(decoding: value, as: UTF8.self)) ?? retry }
        default: break
        }
    }

    private mutating func addData(_ value: ArraySlice<UInt8>) {
        guard data.count + value.count < limit else {
            isTooLarge = true
            return
        }
        if hasData { data.append(UInt8(ascii: "\n")) }
        data += value
        hasData = true
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            event = ""
            data.removeAll(keepingCapacity: true)
            hasData = false
            retry = nil
            isTooLarge = false
        }
        if isTooLarge {
            droppedCount += 1
            return nil
        }
        guard hasData else { return nil }
        return ServerSentEvent(
            event: event.isEmpty ? "message" : event, data: String(decoding: data, as: UTF8.self), id: lastID,
            retry: retry)
    }
}
