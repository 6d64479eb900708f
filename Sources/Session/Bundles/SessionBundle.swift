package import Diagnostics
internal import Encodings
package import JSONKit
internal import OAuthCore

/// A session as one JSON document that can be taken elsewhere.
///
/// Masked it has its tables in the clear, without any secret. Under a passphrase the whole of them is sealed, secrets
/// included: scrypt (RFC 7914) makes the key, AES-256-GCM seals.
package struct SessionBundle {
    /// Of the document's form; a reader refuses a later one.
    package static let version = 1

    /// The session's name.
    package var name: String
    /// Milliseconds since 1970.
    package var exportedAt: Int64
    /// The steps of the session's tables that the writer knew.
    package var schema: [String]
    /// The tables, masked or sealed.
    package var content: Content

    /// The two forms of the tables.
    package enum Content {
        case masked(JSON)
        case sealed(key: JSON, data: String)
    }

    /// A bundle to be written; `exportedAt` is in milliseconds since 1970.
    package init(name: String, exportedAt: Int64, content: Content) {
        self.name = name
        self.exportedAt = exportedAt
        self.content = content
        schema = SessionSchema.steps
    }

    /// The document.
    package var json: JSON {
        var members: [(String, JSON)] = [
            ("keyway_session", JSON(Self.version)), ("name", JSON(name)), ("exported_at", JSON(exportedAt)),
            ("schema", JSON(schema.map { JSON($0) })),
        ]
        switch content {
        case .masked(let tables): members += [("masked", true), ("tables", tables)]
        case .sealed(let key, let data): members += [("masked", false), ("key", key), ("sealed", JSON(data))]
        }
        return JSON(members: members)
    }

    /// Reads a document that may be anybody's.
    package init(parsing bytes: [UInt8], from file: String) throws(Diagnostic) {
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Self.damaged(file, "no whole JSON document: \(error)")
        }
        guard let version = json["keyway_session"]?.integer else {
            throw Diagnostic(
                .usage, "no-bundle", "\(file) is no session's bundle", expected: "what `session export FILE` writes")
        }
        let schema = json["schema"]?.texts ?? []
        let known = SessionSchema.steps
        guard version == Self.version, schema.allSatisfy(known.contains) else {
            throw Diagnostic(
                .execution, "bundle-newer", "\(file) was written by a newer Keyway",
                found: "version \(version), tables \(schema.last ?? "unknown")",
                expected: "version \(Self.version), tables \(known.last ?? "")", advice: ["get the newest Keyway"])
        }
        self.schema = schema
        name = json["name"]?.string ?? ""
        exportedAt = json["exported_at"]?.integer ?? 0
        if let data = json["sealed"]?.string, let key = json["key"] {
            content = .sealed(key: key, data: data)
        } else if let tables = json["tables"], tables.members != nil {
            content = .masked(tables)
        } else {
            throw Self.damaged(file, "neither tables nor what is sealed")
        }
    }

    /// The failure of a bundle that cannot be read; `found` says what is wrong with it.
    package static func damaged(_ file: String, _ found: String) -> Diagnostic {
        Diagnostic(
            .execution, "bundle-damaged", "\(file) is damaged or was cut off; nothing was imported", found: found,
            advice: ["copy it again, or export the session once more"])
    }
}

extension SessionBundle.Content {
    private static let check = "keyway session bundle"

    /// Seals tables under a passphrase.
    package static func sealing(_ tables: JSON, _ passphrase: String, salt: [UInt8]) throws(Diagnostic) -> Self {
        let key = try PassphraseKey(passphrase, .init(salt: salt))
        let proof = try key.seal(Array(check.utf8), context: "bundle check")
        let record = JSON(
            members: (key.parameters.json.members ?? []).map { ($0.name, $0.value) } + [
                ("check", JSON(Base64URL.encode(proof)))
            ])
        let data = try key.seal(Array(tables.text().utf8), context: "bundle tables")
        return .sealed(key: record, data: Base64URL.encode(data))
    }

    /// The tables that were sealed. A wrong passphrase is told from damage.
    package static func opened(_ record: JSON, _ data: String, _ passphrase: String, from file: String)
        throws(Diagnostic)
        -> JSON
    {
        guard let parameters = PassphraseKey.Parameters(record),
            let proof = record["check"]?.string.flatMap({ Base64URL.decode($0) })
        else { throw SessionBundle.damaged(file, "no key that a workbench would make") }
        let key = try PassphraseKey(passphrase, parameters)
        _ = try key.open(proof, context: "bundle check")
        guard let sealed = Base64URL.decode(data), let bytes = try? key.open(sealed, context: "bundle tables"),
            let tables = try? JSON(parsing: bytes), tables.members != nil
        else { throw SessionBundle.damaged(file, "what is sealed does not open, though the passphrase is right") }
        return tables
    }
}
