extension AliasFile {
    package static let standardQuoting = "put the words in single quotes: alias me = 'get /oauth/userinfo'"

    /// How a line should have been written whose words stand without quotes; nil where it is not such a line.
    package static func quoting(_ line: String) -> String? {
        guard let match = line.wholeMatch(of: /\s*alias\s+([A-Za-z][A-Za-z0-9_-]*)(?:\s*=\s*|\s+)([^\s='"].*)/) else {
            return nil
        }
        let isQuotable = !match.2.contains("'")
        return isQuotable ? "put the words in single quotes: alias \(match.1) = '\(match.2)'" : standardQuoting
    }
}
