internal import Diagnostics
internal import HTTPMessage
internal import Session

/// A session that came from a masked bundle: it can be looked at, and what is masked in it cannot be used.
extension Workbench {
    func isMasked() throws(Diagnostic) -> Bool { try store().setting(Setting.masked) != nil }

    /// Whether each secret in it has a stand-in that can be compared with others: it came from a recording of a failure.
    private func hasStandIns() throws(Diagnostic) -> Bool { try store().setting(Setting.masked) == Setting.standIns }

    /// Whether a session is open whose secrets can be compared with each other.
    package var mayCompareSecrets: Bool {
        // A session that cannot be read is not judged either.
        openedStore && ((try? isMasked()) == false || (try? hasStandIns()) == true) && (try? isLocked) == false
    }

    /// Refuses what would judge by comparing secrets: a mask is not what was sent.
    func checkMasks(for command: Command) throws(Diagnostic) {
        guard command.traits.comparesSecrets, try isMasked(), try !hasStandIns() else { return }
        throw Diagnostic(
            .execution, "masked",
            "\(command.name) compares secrets, and this session came from a bundle that has only their masks",
            advice: [
                "look at it: `log`, `show`, `trace`",
                "ask for a bundle with the secrets: session export FILE --passphrase ?",
            ])
    }

    /// Says of a failure before anything was sent that a mask may be why.
    func explainingMasks(_ failure: Diagnostic, since before: Int64?) -> Diagnostic {
        guard failure.kind == .execution, failure.code != "masked", last?.number == before, openedStore,
            (try? isMasked()) == true
        else { return failure }
        var explained = failure
        explained.advice.append("this session came from a masked bundle: secrets that are masked in it cannot be sent")
        return explained
    }

    /// Refuses to send a mask in place of a secret.
    func checkMasks(in request: HTTPRequest) throws(Diagnostic) {
        guard openedStore, try isMasked() else { return }
        let body = String(decoding: (request.body ?? []).prefix(1 << 16), as: UTF8.self)
        let texts = [request.url, body] + request.headers.map(\.value)
        guard texts.contains(where: { $0.contains(/(\u{2026}#|%E2%80%A6%23|masked-)[0-9a-f]{6}/) }) else { return }
        throw Diagnostic(
            .execution, "masked",
            "what would be sent has the mask of a secret in it: this session came from a masked bundle",
            advice: [
                "sign in anew, with a client of your own: client add ID client_secret=?",
                "or import a bundle with the secrets",
            ])
    }
}
