/// When to use colour, as `--color` says.
public enum ColorPolicy: String, Sendable, CaseIterable {
    /// Where the output is a terminal that has it, and the user did not say no.
    case auto
    case always
    case never

    /// Whether to colour, by the policy and the conventions `NO_COLOR`, `CLICOLOR_FORCE` and `TERM=dumb`.
    func allowsColor(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto:
            if let no = environment["NO_COLOR"], !no.isEmpty { return false }
            if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
            return isTerminal && !TerminalCapabilities.isDumb(environment)
        }
    }
}
