internal import Glibc

/// Entries in a file, oldest first, one a line, shared by any number of prompts.
///
/// Each append is one write under a lock at the file's end. When the file has grown to twice the limit it is replaced
/// by a shorter one. A prompt works on without its history: what goes wrong is a warning.
struct HistoryFile: Sendable {
    struct Contents: Equatable {
        var entries: [String] = []
        var warning: String?
    }

    /// In bytes; older entries beyond are not read.
    static let longestRead = 4 * 1024 * 1024
    /// In bytes; a longer entry is not kept.
    static let longestEntry = 64 * 1024

    let path: String
    let limit: Int

    /// The newest entries, each once.
    func load() -> Contents {
        do {
            let file = try LockedFile(path: path, forWriting: false)
            let (bytes, isWhole) = try file.readEnd(limit: Self.longestRead)
            var lines = bytes.split(separator: UInt8(ascii: "\n"))
            if !isWhole, !lines.isEmpty { lines.removeFirst() }
            let entries = lines.map { HistoryLine.decode($0) }
            let damaged = entries.count { $0 == nil }
            return Contents(
                entries: Self.newestOnce(entries.compactMap { $0 }, limit: limit),
                warning: damaged == 0 ? nil : "\(damaged) damaged lines of the history file \(path) were skipped")
        } catch {
            if error.errno == ENOENT { return Contents() }
            return Contents(
                warning: "The history file \(path) could not be read, so this prompt starts without: \(error.reason)")
        }
    }

    /// Adds an entry; a warning if it could not be kept.
    func append(_ entry: String) -> String? {
        let line = HistoryLine.encode(entry)
        guard line.count <= Self.longestEntry else { return nil }
        do {
            let file = try LockedFile(path: path, forWriting: true)
            try file.append(line)
            try shortenIfNeeded(file)
            return nil
        } catch {
            return
                "The history file \(path) could not be written, so new entries last for this prompt only: \(error.reason)"
        }
    }

    /// Empties the file.
    func clear() throws(HistoryFailure) { try LockedFile(path: path, forWriting: true).replace(with: []) }

    private func shortenIfNeeded(_ file: borrowing LockedFile) throws(HistoryFailure) {
        guard file.size > limit * 32 else { return }
        let (bytes, isWhole) = try file.readEnd(limit: Self.longestRead)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard lines.count > 2 * limit || !isWhole else { return }
        let entries = Self.newestOnce(lines.compactMap { HistoryLine.decode($0) }, limit: limit)
        try file.replace(with: entries.flatMap(HistoryLine.encode))
    }

    private static func newestOnce(_ entries: [String], limit: Int) -> [String] {
        var seen: Set<String> = []
        var newestFirst: [String] = []
        for entry in entries.reversed() where seen.insert(entry).inserted {
            newestFirst.append(entry)
            if newestFirst.count == limit { break }
        }
        return newestFirst.reversed()
    }
}

/// An entry as one line: `\n` for a line feed, `\\` for a backslash.
enum HistoryLine {
    static func encode(_ entry: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case UInt8(ascii: "\\"): bytes += [byte, byte]
            default: bytes.append(byte)
            }
        }
        return bytes + [UInt8(ascii: "\n")]
    }

    /// The entry, or nil for a line that no prompt wrote.
    static func decode(_ line: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = line
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                switch rest.popFirst() {
                case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
                case UInt8(ascii: "\\"): bytes.append(byte)
                default: return nil
                }
            } else {
                bytes.append(byte)
            }
        }
        guard let entry = String(validating: bytes, as: UTF8.self) else { return nil }
        let isClean = entry.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !$0.isDangerousOnTerminal }
        return isClean ? entry : nil
    }
}
