import Foundation
import Glibc
import Testing

@testable import Terminal

struct HistoryFileTests {
    private func file(_ folder: TemporaryFolder, limit: Int = 2_000) -> HistoryFile {
        HistoryFile(path: folder.path("state/keyway/history"), limit: limit)
    }

    @Test func `Entries come back in order, each once, whatever they hold`() throws {
        let folder = try TemporaryFolder()
        let entries = ["show", #"post /x body="a\nb\\""#, "say \"one\ntwo\"", "größe 日本語 😀", "show"]
        for entry in entries { #expect(file(folder).append(entry) == nil) }
        #expect(file(folder).load() == .init(entries: Array(entries.dropFirst())))
    }

    @Test func `Nobody else can read it`() throws {
        let folder = try TemporaryFolder()
        _ = file(folder).append("show")
        #expect(folder.mode("state/keyway/history") == 0o600)
        #expect(folder.mode("state/keyway") == 0o700)
        #expect(folder.mode("state") == 0o700)
    }

    @Test func `A file that others could read is closed to them`() throws {
        let folder = try TemporaryFolder()
        try folder.write("show\n", to: "history")
        _ = HistoryFile(path: folder.path("history"), limit: 10).append("again")
        #expect(folder.mode("history") == 0o600)
    }

    @Test func `A file that is not there is an empty one`() throws {
        #expect(try file(TemporaryFolder()).load() == .init())
    }

    @Test func `Damaged lines are skipped with a warning`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            Array("show\n".utf8) + [0xFF, 0xFE, 0x0A] + Array("a\\x\n\u{1b}[2J\nlast".utf8), to: "history")
        let contents = HistoryFile(path: folder.path("history"), limit: 10).load()
        #expect(contents.entries == ["show", "last"])
        #expect(contents.warning == "3 damaged lines of the history file \(folder.path("history")) were skipped")
    }

    @Test func `An entry after half a line stands alone`() throws {
        let folder = try TemporaryFolder()
        try folder.write("show\nhal", to: "history")
        let file = HistoryFile(path: folder.path("history"), limit: 10)
        _ = file.append("next")
        #expect(file.load().entries == ["show", "hal", "next"])
    }

    @Test func `What cannot be a history file is refused with a warning`() throws {
        let folder = try TemporaryFolder()
        mkfifo(folder.path("pipe"), 0o600)
        for name in ["pipe", "."] {
            let file = HistoryFile(path: folder.path(name), limit: 10)
            #expect(file.append("show")?.contains("could not be written") == true)
        }
        #expect(
            HistoryFile(path: folder.path("pipe"), limit: 10).load().warning?.contains("not a regular file") == true)
    }

    @Test func `A file grown too long is cut to its newest entries`() throws {
        let folder = try TemporaryFolder()
        let file = HistoryFile(path: folder.path("history"), limit: 10)
        for number in 1...200 { #expect(file.append("a command with the number \(number)") == nil) }
        #expect(file.load().entries == (191...200).map { "a command with the number \($0)" })
        let text = try String(contentsOfFile: folder.path("history"), encoding: .utf8)
        #expect(text.split(separator: "\n").count <= 20)
        #expect(folder.mode("history") == 0o600)
    }

    @Test func `Prompts that append at once lose nothing`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let file = HistoryFile(path: path, limit: 2_000)
                    for number in 0..<50 {
                        #expect(file.append("writer \(writer) entry \(number)\nwith two lines") == nil)
                    }
                }
            }
        }
        let contents = HistoryFile(path: path, limit: 2_000).load()
        #expect(contents.warning == nil)
        #expect(contents.entries.count == 400)
        for writer in 0..<8 {
            let own = contents.entries.filter { $0.hasPrefix("writer \(writer) ") }
            #expect(own == (0..<50).map { "writer \(writer) entry \($0)\nwith two lines" })
        }
    }

    @Test func `Prompts that append while others shorten keep the newest`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("history")
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let file = HistoryFile(path: path, limit: 20)
                    for number in 0..<100 {
                        #expect(file.append("writer \(writer) entry \(number) of a hundred") == nil)
                    }
                }
            }
        }
        let contents = HistoryFile(path: path, limit: 20).load()
        #expect(contents.warning == nil)
        #expect(contents.entries.count == 20)
        let last = HistoryFile(path: path, limit: 20)
        _ = last.append("the end")
        #expect(last.load().entries.last == "the end")
    }

    @Test func `Any entry survives its line`() {
        var generator = SystemRandomNumberGenerator()
        let alphabet: [Character] = ["a", "\\", "n", "\n", "\t", " ", "é", "日", "\"", "'", "{", "\u{1f600}"]
        for _ in 0..<2_000 {
            let entry = String(
                (0..<Int.random(in: 1..<20, using: &generator)).map { _ in
                    alphabet.randomElement(using: &generator) ?? "a"
                })
            let line = HistoryLine.encode(entry)
            #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
            #expect(HistoryLine.decode(line.dropLast()[...]) == entry)
        }
    }
}
