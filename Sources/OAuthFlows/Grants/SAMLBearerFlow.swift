internal import Encodings
internal import HTTPMessage
internal import OAuthCore

extension GrantFlow {
    /// Gets tokens for a SAML assertion (RFC 7522).
    public static let samlBearer = GrantFlow(SAMLBearerFlow.self) { SAMLBearerFlow($0) }
}

/// Gets tokens for a SAML 2.0 assertion that somebody else made (RFC 7522 §2.1).
public struct SAMLBearerFlow: SingleTokenRequestFlow {
    /// What the flow is called, takes and needs.
    public static let description = FlowDescription(
        name: "urn:ietf:params:oauth:grant-type:saml2-bearer", word: "saml-bearer",
        summary: "tokens for a SAML 2.0 assertion", section: "RFC 7522 §2.1",
        inputs: [
            FlowInput(
                "assertion", "the assertion; XML is sent in base64url, as it must be, and =@ reads it from a file",
                isRequired: true, isSecret: true),
            .scope, .resource, .audience,
        ],
        endpoints: [.token], metadata: ["token_endpoint_auth_methods_supported"], messages: [.token],
        isRepeatable: false, example: "assertion=@assertion.xml")

    /// The grant in the table of grants.
    public static let grant = GrantFlow.samlBearer

    /// The values that the token request is made from.
    public let inputs: GrantInputs

    /// A flow of these values, which must have an `assertion`: one that is XML is encoded.
    public init(_ inputs: GrantInputs) {
        var inputs = inputs
        if let assertion = inputs.values.first("assertion"), SAMLBearerFlow.isXML(assertion) {
            inputs.values.set("assertion", Base64URL.encode(Array(assertion.utf8)))
        }
        self.inputs = inputs
    }

    private static func isXML(_ text: String) -> Bool {
        text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\u{FEFF}" } == "<"
            && text.utf8.contains(UInt8(ascii: ">"))
    }
}
