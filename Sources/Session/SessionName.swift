package import Diagnostics

/// Names of sessions: they become names of files.
package enum SessionName {
    /// The path of the file of a session.
    ///
    /// - Throws: as ``check(_:)``.
    package static func path(_ name: String, in folder: String) throws(Diagnostic) -> String {
        try check(name)
        return "\(folder)/\(name).sqlite"
    }

    /// Refuses a name that could not be the name of a file.
    ///
    /// - Throws: a ``Diagnostic`` that says what a name may have.
    package static func check(_ name: String) throws(Diagnostic) {
        let isGood =
            !name.isEmpty && name.utf8.count <= 64 && name.first != "."
            && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
        guard isGood else {
            throw Diagnostic(
                .usage, "session-name", "a session cannot be called \(name.prefix(80))",
                expected: "1 to 64 letters, digits, - _ or .", advice: ["keyway --session my-api"])
        }
    }
}
