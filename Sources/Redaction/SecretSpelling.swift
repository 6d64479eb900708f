internal import Encodings
internal import JSONKit

/// How a secret is written in messages: as it is, in a form, in a string of JSON, in a URL.
package enum SecretSpelling {
    package static func all(of secret: String) -> Set<String> {
        let escaped = String(JSON(secret).text().dropFirst().dropLast())
        let form = FormCoding.encode(secret)
        return [secret, form, escaped, form.replacing("+", with: "%20")]
    }
}
