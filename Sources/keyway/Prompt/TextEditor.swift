internal import Diagnostics
internal import Foundation
internal import Glibc

/// The user's own editor, on a file that only the user can read and that is gone afterwards.
struct TextEditor: Sendable {
    let environment: [String: String]

    /// - Parameter fileName: ends with what the text is, so that the editor colours it.
    /// - Returns: the text as it was saved, without a line end at its end; nil if it is empty or as it was.
    @Sendable func edit(_ text: String, _ fileName: String) async throws(Diagnostic) -> String? {
        let folder = try makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = "\(folder)/\(fileName)"
        guard
            FileManager.default.createFile(
                atPath: file, contents: Data((text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        else {
            throw failure("the text cannot be written to \(file)", "make room, or choose another folder with TMPDIR")
        }
        try await open(file)
        guard let data = FileManager.default.contents(atPath: file), data.count <= Self.largest,
            var edited = String(validating: data, as: UTF8.self)
        else { throw failure("what was saved is no UTF-8 text of at most 1 MB", "save it as UTF-8") }
        while edited.last?.isNewline == true { edited.removeLast() }
        return edited.allSatisfy(\.isWhitespace) || edited == text ? nil : edited
    }

    private static let largest = 1 << 20

    private func open(_ file: String) async throws(Diagnostic) {
        let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
        // The editor may be a command with options; the file's name goes to it as one word.
        let process = ForegroundProcess(command: "\(editor) \"$KEYWAY_EDITED\"", variables: ["KEYWAY_EDITED": file])
        var modes = termios()
        let isTerminal = tcgetattr(0, &modes) == 0
        let ending = await Interruption.leavingKeys { await process.run(nil) }
        // An editor that came to a sudden end leaves the terminal as it had it.
        if isTerminal { tcsetattr(0, TCSADRAIN, &modes) }
        switch ending {
        case .exit(0): return
        case .exit(127): throw failure("there is no editor \(editor)", "name one that is installed: EDITOR=nano keyway")
        case .exit(let status): throw failure("\(editor) ended with status \(status)", "what it was given is as it was")
        case .signal(let number):
            throw failure("\(editor) was ended by signal \(number)", "what it was given is as it was")
        case nil: throw failure("/bin/sh could not be started", "make room in memory and try again")
        }
    }

    /// A folder for one file, where editors may leave their copies too.
    private func makeFolder() throws(Diagnostic) -> String {
        let base = environment["XDG_RUNTIME_DIR"] ?? environment["TMPDIR"] ?? "/tmp"
        var template = Array("\(base)/keyway-XXXXXX".utf8CString)
        guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
            throw failure(
                "no folder could be made in \(base): \(String(cString: strerror(errno)))", "choose another with TMPDIR")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func failure(_ message: String, _ advice: String) -> Diagnostic {
        Diagnostic(.execution, "editor", message, advice: [advice, "nothing was run"])
    }
}
