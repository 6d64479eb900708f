/// What the environment says about the character set.
enum Locale {
    /// The value that decides `LC_CTYPE` (POSIX XBD 8.2).
    static func characterType(_ environment: [String: String]) -> String {
        ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    }

    /// Whether text may hold more than ASCII. A locale that nobody chose counts as UTF-8, as everything here speaks it.
    static func isUnicode(_ environment: [String: String]) -> Bool {
        let name = characterType(environment).lowercased()
        if name.isEmpty { return true }
        return name.contains("utf-8") || name.contains("utf8")
    }
}
