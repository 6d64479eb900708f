internal import JSONKit

/// What the plugin brings, and which secrets it must see.
enum Manifest {
    static let json: JSON = [
        "name": "http-signatures", "version": "1.0.0", "summary": "signs requests (HTTP Message Signatures, RFC 9421)",
        "commands": [use, stop, base], "hooks": ["request"], "needs": JSON(needs),
    ]

    private static let use: JSON = [
        "name": "signatures-use", "summary": "sign the requests to a host with a key",
        "details": """
        The key is a file: a PEM private key for Ed25519, ECDSA on P-256 or RSA, or a shared secret for HMAC. Covered \
        are @method, @target-uri, and of Authorization, Content-Type and the body what the request has; cover="…" \
        names others: headers, @authority, @scheme, @request-target, @path, @query, @query-param;name=id.
        """,
        "operands": [
            operand("key", "the key's file", required: true),
            operand("host", "whose requests are signed, api.example.com; * for all", required: true),
            operand("keyid", "the key's name at the server"),
            operand("cover", "what is signed, separated by blanks"),
            operand("label", "the signature's name (sig1)"),
            operand("tag", "the application that it is made for"),
            operand("lifetime", "for how many seconds it is good"),
        ],
    ]

    private static let stop: JSON = ["name": "signatures-stop", "summary": "sign no more requests"]

    private static let base: JSON = [
        "name": "signatures-base", "summary": "show what was signed last, to compare with the server's (RFC 9421 §2.5)",
    ]

    private static func operand(_ name: String, _ summary: String, required: Bool = false) -> JSON {
        ["name": JSON(name), "summary": JSON(summary), "required": JSON(required)]
    }

    /// A digest of a masked body is the digest of another body.
    private static let needs: [JSON] = [
        "access_token", "refresh_token", "id_token", "client_secret", "code", "code_verifier", "api_key", "credential",
    ].map { ["secret": JSON($0), "reason": "to sign headers and bodies as they are sent"] }
}
