internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import Script
internal import Session
internal import Settings
internal import Workbench

/// The pictures of answers: fetched where only their address came, and saved.
extension Workbench {
    /// Saves the pictures that an exchange brought; what cannot be had is told in a note.
    func takePictures(
        of entry: SessionExchange, into answer: inout ExchangeAnswer, _ call: CommandContext
    ) async throws(Diagnostic) {
        guard environment.keepsPictures, call.output == nil, let response = entry.exchange.response,
            let found = PictureAnswer(response)
        else { return }
        switch found {
        case .whole(let bytes): try save(bytes, 1, of: entry, into: &answer)
        case .listed(let sources):
            for (index, source) in sources.enumerated() {
                guard let bytes = try await bytes(of: source, for: entry, &answer, call) else { continue }
                try save(bytes, index + 1, of: entry, into: &answer)
            }
            if case .json(let json) = answer.body, !answer.pictures.isEmpty { answer.brief = json.withoutPictures }
        }
    }

    private func bytes(
        of source: PictureAnswer.Source, for entry: SessionExchange, _ answer: inout ExchangeAnswer,
        _ call: CommandContext
    ) async throws(Diagnostic) -> [UInt8]? {
        switch source {
        case .bytes(let bytes): return bytes
        case .url(let url):
            guard Self.mayFetch(url, after: entry.exchange.request.url) else {
                answer.notes.append("the picture was not fetched from \(url); get it yourself if you trust the address")
                return nil
            }
            let fetched = try await fetch(url, for: entry, call)
            guard let response = fetched.exchange.response, response.status == 200 else {
                answer.notes.append("the picture could not be fetched: `log \(fetched.number)` shows why")
                return nil
            }
            return response.body
        }
    }

    /// Whether an address that a server named may be called unasked: its own, or one in the open, by https. Not a
    /// service of this machine, which trusts who comes from here.
    static func mayFetch(_ url: String, after request: String) -> Bool {
        guard let target = URLParts(url), let origin = URLParts(request)?.origin, target.userinfo == nil else {
            return false
        }
        return target.origin == origin || target.scheme.lowercased() == "https" && !target.isLoopback
    }

    /// Gets a picture without any credentials. It stands in the log, and queries go on to look at the answer before it.
    private func fetch(
        _ url: String, for entry: SessionExchange, _ call: CommandContext
    ) async throws(Diagnostic) -> SessionExchange {
        let kept = (last, lastRefusal)
        defer { (last, lastRefusal) = kept }
        return try await exchange(
            HTTPRequest("GET", url), for: call, options: try sendingOptions(of: call), purpose: .picture,
            context: ExchangeContext(provider: entry.context.provider))
    }

    private func save(
        _ bytes: [UInt8], _ index: Int, of entry: SessionExchange, into answer: inout ExchangeAnswer
    ) throws(Diagnostic) {
        guard let kind = PictureKind(bytes) else {
            answer.notes.append(
                "picture \(index) is none that is known, \(bytes.count.counted("byte")); it was not saved")
            return
        }
        let name = "\(sessionName ?? "session")-\(entry.number)-\(index)"
        let path = try environment.files.writeNew(bytes, in: environment.files.pictureFolder, name, kind.rawValue)
        answer.pictures.append(SavedPicture(path: path, bytes: bytes, isPNG: kind == .png))
        answer.notes.append("picture \(index) is saved: \(path)")
    }
}

extension FileAccess {
    /// Writes a file of mode 0600 under a name that no other has: a number is added where one is there.
    ///
    /// - Returns: its path.
    func writeNew(_ bytes: [UInt8], in folder: String, _ name: String, _ suffix: String) throws(Diagnostic) -> String {
        for number in 1...10_000 {
            let path = "\(folder)/\(name)\(number == 1 ? "" : "-\(number)").\(suffix)"
            if try PrivateFile.writeNew(bytes, to: path) { return path }
        }
        throw Diagnostic(
            .execution, "file", "\(folder) has too many files called \(name)", advice: ["make room there"])
    }
}
