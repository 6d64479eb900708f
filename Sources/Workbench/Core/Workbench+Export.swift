public import Diagnostics
internal import HTTPMessage
public import Interchange
internal import JSONKit
internal import OAuthCore
package import Redaction
internal import Session

/// What leaves the session, and under which names.
extension Workbench {
    /// Every secret of the session with the name of a variable for it, and with what may stand in its place.
    public func exportSecrets() throws(Diagnostic) -> ExportSecrets { ExportSecrets(try exportedSecrets()) }

    /// The same as a list.
    package func exportedSecrets() throws(Diagnostic) -> [ExportSecret] {
        let masker = try masker()
        var taken: [String: Int] = [:]
        let variables = try store().variables().filter(\.isSecret)
        let kept = try store().namedSecrets()
        let secrets = kept + secretsOfHere { text in !kept.contains { $0.value == text } }
        return secrets.map { secret in
            // A variable is called as its user has called it.
            let variable = variables.first { $0.value.plainText == secret.value }?.name
            let kind = (variable ?? secret.kind).lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
            let name = String(kind)
            taken[name, default: 0] += 1
            let count = taken[name] ?? 1
            return ExportSecret(
                value: secret.value, name: count == 1 ? name : "\(name)_\(count)",
                standIn: Workbench.standIn(secret.value, masker),
                reach: SecretReach(of: secret.value, secret.origin))
        }
    }

    /// What stands in place of a secret, of the characters that tokens have.
    package static func standIn(_ secret: String, _ masker: Masker) -> String {
        let parts = masker.masked(secret).split(separator: "\u{2026}#", omittingEmptySubsequences: false).map(
            String.init)
        return StandIn.text(for: secret, kind: parts.first ?? "", fingerprint: parts.last ?? "")
    }
}

extension SessionExchange {
    /// The exchange as an export writes it, with its number and purpose.
    package var exported: ExportedExchange {
        ExportedExchange(number: number, purpose: purpose.rawValue, exchange: exchange)
    }
}

extension Diagnostic {
    /// A diagnostic with the code, the message and the advice of an error of import or export.
    package init(_ error: InterchangeError) {
        self.init(.usage, error.code, error.message, advice: error.advice)
    }
}
