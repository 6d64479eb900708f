internal import Diagnosis

extension Rule {
    /// What the three rules about redirect URIs have in common: they differ in the part that is wrong.
    static func redirectURI(_ cause: String, _ part: RedirectURIFault.Part, references: [String]) -> Rule {
        Rule(
            cause, symptom: "the authorization endpoint shows a page of its own and sends nobody back",
            proof: "the redirect_uri that was sent against each that is registered, nearest first",
            references: references
        ) { subject in
            guard let fault = RedirectURIFault(subject) else { return part == .any ? subject.pageOnRedirectURI : nil }
            guard let finding = fault.finding(part, subject) else { return nil }
            return finding
        }
    }
}
