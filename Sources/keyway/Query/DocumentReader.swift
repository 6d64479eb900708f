internal import Diagnostics
internal import HTTPMessage
internal import JSONKit

/// How documents stand in an input.
enum DocumentFormat: String, CaseIterable {
    /// Found out from the name of the file and the first line.
    case auto
    /// One document.
    case json
    /// A document on each line (NDJSON).
    case lines
    /// A document in the data of each server-sent event.
    case events
}

/// Reads one document after another, each as soon as it is there.
struct DocumentReader {
    private let input: InputBytes
    private var format: DocumentFormat
    private var events = ServerSentEvents(limit: InputBytes.limit)
    private var pending: ArraySlice<ServerSentEvent> = []
    /// How many lines or events have been taken.
    private var count = 0
    private var isFinished = false

    init(_ input: InputBytes, format: DocumentFormat) {
        self.input = input
        let name = input.name.lowercased()
        let isLines = name.hasSuffix(".ndjson") || name.hasSuffix(".jsonl")
        self.format = format == .auto && isLines ? .lines : format
    }

    /// The next document; nil at the end.
    mutating func next() throws(Diagnostic) -> JSON? {
        switch format {
        case .auto: return try detected()
        case .json:
            guard !isFinished else { return nil }
            isFinished = true
            return try whole()
        case .lines: return try line()
        case .events: return try event()
        }
    }

    /// The first document; its first line tells the format.
    private mutating func detected() throws(Diagnostic) -> JSON? {
        let start = try takeBlankLines()
        guard let line = try input.takeLine() else {
            format = .json
            return try next()
        }
        if input.bytes[line].beginsServerSentEvents {
            format = .events
        } else if let document = try? JSON(parsing: input.bytes[line]) {
            // What more there is stands on lines of its own.
            format = .lines
            count += 1
            input.drop()
            return document
        } else {
            format = .json
        }
        input.untake(start..<line.upperBound)
        return try next()
    }

    /// - Returns: where they began.
    private mutating func takeBlankLines() throws(Diagnostic) -> Int {
        var start: Int?
        while let line = try input.takeLine() {
            start = start ?? line.lowerBound
            guard input.bytes[line].allSatisfy(\.isBlank) else {
                input.untake(line)
                break
            }
            count += 1
        }
        return start ?? 0
    }

    private mutating func whole() throws(Diagnostic) -> JSON {
        let text = try input.takeRest()
        return try parsed(input.bytes[text])
    }

    private mutating func line() throws(Diagnostic) -> JSON? {
        while let line = try input.takeLine() {
            count += 1
            guard !input.bytes[line].allSatisfy(\.isBlank) else { continue }
            return try parsed(input.bytes[line], firstLine: count)
        }
        return nil
    }

    private mutating func event() throws(Diagnostic) -> JSON? {
        while true {
            while let event = pending.popFirst() {
                count += 1
                // "[DONE]" ends a stream of chat completions, and is no JSON.
                guard !event.data.isEmpty, event.data != "[DONE]" else { continue }
                return try parsed(event.data.utf8, in: "the data of event \(count) of \(input.name)")
            }
            guard !isFinished else { return nil }
            if let piece = try input.takePiece() {
                pending = events.feed(input.bytes[piece])[...]
                input.drop()
            } else {
                // The last event counts even if the stream broke off before the empty line that ends it.
                isFinished = true
                pending = events.feed("\n\n".utf8)[...]
            }
        }
    }

    private func parsed(
        _ text: some Sequence<UInt8>, firstLine: Int = 1, in place: String? = nil
    ) throws(Diagnostic) -> JSON {
        defer { input.drop() }
        do throws(JSONError) {
            return try JSON(parsing: text, firstLine: firstLine)
        } catch {
            throw Diagnostic(.syntax, "json", "\(place ?? input.name) is not JSON: \(error)", advice: advice(on: error))
        }
    }

    private func advice(on error: JSONError) -> [String] {
        switch error.code {
        case .duplicateName: ["give each member a name of its own: programs differ in which one they take"]
        case .number: ["write the number as a string, to keep all of it"]
        default: format == .lines ? ["fix that line, or say --stream json if it is part of one document"] : []
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
}

extension ArraySlice<UInt8> {
    /// Whether a line is one of `text/event-stream`, which no JSON document can begin with.
    fileprivate var beginsServerSentEvents: Bool {
        [":", "data:", "event:", "id:", "retry:"].contains { starts(with: $0.utf8) }
    }
}
