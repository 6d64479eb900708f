internal import Encodings
internal import HTTPMessage

/// Words for a POSIX shell.
struct ShellText {
    let secrets: ExportSecrets

    /// The text as one word: in single quotes, with each secret taken from its variable, which must be set.
    func word(_ text: String) -> String { word(secrets.pieces(text)) }

    func word(_ pieces: [ExportSecrets.Piece]) -> String {
        let pieces = pieces.map { piece in
            switch piece {
            case .text(let text): ShellText.quoted(text)
            case .secret(let secret): "\"${\(ShellText.variable(secret.name)):?}\""
            }
        }
        return pieces.isEmpty ? "''" : pieces.joined()
    }

    /// A comment that names the variables that these texts need.
    func needs(_ texts: [String]) -> [String] {
        let names = secrets.names(in: texts).map(ShellText.variable)
        return names.isEmpty ? [] : ["# needs: " + names.joined(separator: " ")]
    }

    static func variable(_ name: String) -> String { name.uppercased() }

    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { octet in octet.isAlphanumeric || "-_./:@%+,".utf8.contains(octet) }
        return isPlain ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
    }
}
