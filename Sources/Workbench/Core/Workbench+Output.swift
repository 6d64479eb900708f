internal import Diagnostics
internal import JSONKit
internal import Script

/// `> FILE` and `| shell command` after a command.
extension Workbench {
    /// Hands an answer, masked already, to a file or a shell command.
    func deliver(_ answer: Answer, to output: Invocation.Output, _ call: Invocation) async throws(Diagnostic) {
        let bytes = await bytes(of: answer)
        switch output {
        case .file(let path, let appends):
            try environment.files.deliver(bytes, to: path, appends: appends)
        case .shell(let command):
            guard let shell = environment.shell, call.source.isTyped else {
                throw Diagnostic(
                    .usage, "no-shell", "a recipe runs no programs", source: call.source, range: call.range,
                    found: command,
                    advice: ["write the answer to a file: > answer.json", "type the line at the prompt"])
            }
            try await shell(command, bytes)
        }
    }

    /// Writes a file that the user has named.
    ///
    /// - Returns: what to add to the news of it: that a folder was made for it, else nothing.
    func write(_ bytes: [UInt8], toNamed file: String) throws(Diagnostic) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
        let isThere = folder.isEmpty || environment.files.exists(folder)
        try environment.files.write(bytes, to: file)
        return isThere ? "" : ", in the new folder \(folder)"
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
