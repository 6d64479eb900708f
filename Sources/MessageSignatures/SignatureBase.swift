public import HTTPMessage

/// What is signed, and how the request says so (RFC 9421 §2.5).
public struct SignatureBase: Sendable, Equatable {
    /// The value of `Signature-Input`, without its label.
    public let input: String
    /// The lines that are signed.
    public let text: String

    /// - Throws: where the request lacks a component, or has it in a way that cannot be signed.
    public init(
        of request: HTTPRequest, covering components: [Component], parameters: SignatureParameters
    ) throws(SignatureError) {
        var identifiers: [String] = []
        var lines: [String] = []
        for component in components {
            let identifier = try component.identifier()
            guard !identifiers.contains(identifier) else {
                throw SignatureError("a signature covers \(identifier) once only")
            }
            let value = try component.value(in: request)
            guard !value.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else {
                throw SignatureError("\(identifier) has a line break, which no signature can cover")
            }
            identifiers.append(identifier)
            lines.append("\(identifier): \(value)")
        }
        input = try "(" + identifiers.joined(separator: " ") + ")" + parameters.serialized()
        text = (lines + ["\"@signature-params\": \(input)"]).joined(separator: "\n")
    }
}
