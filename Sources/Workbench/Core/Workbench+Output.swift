internal import Answers
package import Diagnostics
internal import JSONKit
internal import Script
internal import Session
internal import Settings

/// `> FILE` and `| shell command` after a command.
extension Workbench {
    /// Hands an answer, masked already, to a file or a shell command.
    func deliver(_ answer: Answer, to output: Invocation.Output, _ call: CommandContext) async throws(Diagnostic) {
        let bytes = await bytes(of: answer)
        switch output {
        case .file(let path, let appends):
            try environment.files.deliver(bytes, to: call.source.path(of: path), appends: appends)
        case .shell(let command):
            guard let shell = environment.shell else {
                throw Diagnostic(
                    .usage, "no-shell", "no program can be run here", source: call.source, range: call.range,
                    found: command, advice: ["write the answer to a file: > answer.json"])
            }
            try await shell(command, bytes)
        }
    }

    /// Writes a file that a call names; a relative name counts from the folder of the text that names it.
    ///
    /// - Returns: what to add to the news of it: that a folder was made for it, else nothing.
    package func write(_ bytes: [UInt8], toNamed file: String, for call: CommandContext) throws(Diagnostic) -> String {
        try checkWriting(file, call)
        let file = call.source.path(of: file)
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
        let isThere = folder.isEmpty || environment.files.exists(folder)
        try environment.files.write(bytes, to: file)
        return isThere ? "" : ", in the new folder \(folder)"
    }

    /// Refuses to write a file for a text that may not: a file's text may write beside itself, a plugin's nowhere.
    ///
    /// - Parameter file: as the call names it.
    package func checkWriting(_ file: String, _ call: CommandContext) throws(Diagnostic) {
        let file = call.source.path(of: file)
        for origin in call.origins where !permissions.isAllowed(.files, to: origin) {
            if case .standardInput = origin, isBeside(file, folder: ".") { continue }
            if let path = origin.path, [.recipe, .included].contains(origin.kind),
                isBeside(file, folder: path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
            {
                continue
            }
            try permissions.check(.files, "the file \(file)", call)
        }
    }

    /// Whether a file lies in a folder or beneath it, links followed, and is not hidden.
    private func isBeside(_ file: String, folder: String) -> Bool {
        guard let home = PrivateFile.real(folder), let (place, rest) = realFolder(of: file),
            place == home || place.hasPrefix(home == "/" ? "/" : home + "/")
        else { return false }
        let beneath = place.dropFirst(home.count).split(separator: "/") + rest
        return !beneath.contains { $0.hasPrefix(".") } && !PrivateFile.isLink(file)
    }

    /// The nearest folder above a file that exists, links followed, and the names that lead from there to the file.
    private func realFolder(of file: String) -> (place: String, rest: [Substring])? {
        var above = file[...]
        var rest: [Substring] = []
        while let slash = above.lastIndex(of: "/") {
            rest.insert(above[above.index(after: slash)...], at: 0)
            above = above[..<slash]
            if let place = PrivateFile.real(above.isEmpty ? "/" : String(above)) { return (place, rest) }
        }
        return PrivateFile.real(".").map { ($0, [above] + rest) }
    }

    /// Of an exchange the body, as it came or in lines; of anything else what would be shown.
    private func bytes(of answer: Answer) async -> [UInt8] {
        switch answer {
        case .exchange(let exchange): exchange.bodyBytes
        case .value(let value): Array(((value.string ?? value.text(.pretty)) + "\n").utf8)
        case .remarked(let answer, _): await self.bytes(of: answer)
        default: Array(await environment.display.text(of: answer).utf8)
        }
    }
}

extension ExchangeAnswer {
    fileprivate var bodyBytes: [UInt8] {
        switch body {
        case .none, .streamed: Array(parts.flatMap(\.lines).map { $0 + "\n" }.joined().utf8)
        case .json(let json): Array((json.text(.pretty) + "\n").utf8)
        case .text(let text): Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
        case .binary: raw
        }
    }
}
