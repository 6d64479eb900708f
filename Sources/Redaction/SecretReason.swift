package import JSONKit

/// Why a variable is taken for a secret that nobody has marked as one.
package enum SecretReason {
    case name
    case form
    case random

    /// - Parameter isTyped: whether the value was written by hand; what a server has made up is often random and no
    ///   secret.
    package init?(name: String, value: JSON, isTyped: Bool) {
        if SecretNames.isVariable(name, holding: value.string ?? "") {
            self = .name
        } else if let text = value.string, SecretForm.isWhole(text) {
            self = .form
        } else if isTyped, !SecretNames.isOpen(name), let text = value.string, SecretForm.isRandom(text) {
            self = .random
        } else {
            return nil
        }
    }

    package var text: String {
        switch self {
        case .name: "kept as a secret, as its name says"
        case .form: "kept as a secret: it is a token by its form"
        case .random: "kept as a secret: it looks like a key"
        }
    }
}
