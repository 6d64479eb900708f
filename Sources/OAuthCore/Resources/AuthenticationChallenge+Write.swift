extension AuthenticationChallenge {
    /// The challenge as a `WWW-Authenticate` value: every parameter quoted, and what no quoted string can hold, control
    /// characters above all, as `?`.
    public var fieldValue: String {
        let attributes = parameters.map { "\($0.name)=\"\(AuthenticationChallenge.quoted($0.value))\"" }
        let details = ((token68.map { [$0] } ?? []) + attributes).joined(separator: ", ")
        return details.isEmpty ? scheme : "\(scheme) \(details)"
    }

    private static func quoted(_ value: String) -> String {
        var quoted = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            let isText = scalar == "\t" || (scalar.value >= 0x20 && scalar.value != 0x7F)
            quoted.append(isText ? scalar : "?")
        }
        return String(quoted)
    }
}
