package import Diagnostics
internal import GRDB
package import HTTPMessage

/// Where a code, a token or a secret was sent: a keyed fingerprint of each, so that all exchanges with the same one are
/// found at once.
extension SessionStore {
    /// Saves what an exchange sent, as keyed fingerprints.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be written.
    package func saveMarks(_ fingerprints: [Int64], exchange: Int64) throws(Diagnostic) {
        guard !fingerprints.isEmpty else { return }
        try write("saving the exchange") { database in
            for fingerprint in fingerprints {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO mark VALUES (?, ?)", arguments: [fingerprint, exchange])
            }
        }
    }

    /// The exchanges that sent it, oldest first; of many the newest.
    package func exchanges(marked fingerprint: Int64, limit: Int = 50) throws(Diagnostic) -> [Int64] {
        try read("reading the log") { database in
            try Int64.fetchAll(
                database, sql: "SELECT exchange FROM mark WHERE fingerprint = ? ORDER BY exchange DESC LIMIT ?",
                arguments: [fingerprint, limit]
            ).reversed()
        }
    }
}

extension HTTPRequest {
    /// The values of a form by which exchanges belong together; none for a call of a resource.
    package var markedValues: [String] {
        guard method == "POST", headers["Content-Type"]?.hasPrefix("application/x-www-form") == true, let body else {
            return []
        }
        let names: Set<String> = ["code", "refresh_token", "token", "client_secret", "code_verifier"]
        return FormParameters.parse(String(decoding: body.prefix(1 << 16), as: UTF8.self))
            .filter { names.contains($0.name) && !$0.value.isEmpty }.map(\.value)
    }
}
