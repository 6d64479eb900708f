internal import Crypto
internal import Encodings
public import JSONKit

/// A plugin that somebody has added: which file it is, byte for byte, and what was agreed to.
public struct PluginRecord: Sendable, Equatable {
    /// How the plugin is run: as a script, or as a process of its own.
    public enum Kind: String, Sendable {
        case script, process
    }

    /// The path of the plugin's file.
    public var path: String
    /// Of the whole file, in hexadecimal digits.
    public var sha256: String
    /// How the plugin is run.
    public var kind: Kind
    /// What the plugin brings and asks for, as it was when it was added.
    public var manifest: PluginManifest
    /// When it was added, in milliseconds since 1970.
    public var addedAt: Int64

    /// A record; `sha256` is that of the whole file, and `addedAt` is in milliseconds since 1970.
    public init(path: String, sha256: String, kind: Kind, manifest: PluginManifest, addedAt: Int64) {
        self.path = path
        self.sha256 = sha256
        self.kind = kind
        self.manifest = manifest
        self.addedAt = addedAt
    }

    /// The plugin's name, as its manifest states it.
    public var name: String { manifest.name }

    /// The SHA-256 of a file's bytes, in hexadecimal digits.
    public static func digest(_ bytes: [UInt8]) -> String {
        Hexadecimal.encode(SHA256.hash(data: bytes))
    }
}

extension PluginRecord {
    /// The record as the list of added plugins keeps it.
    public var json: JSON {
        JSON(members: [
            ("path", JSON(path)), ("sha256", JSON(sha256)), ("kind", JSON(kind.rawValue)), ("added_at", JSON(addedAt)),
            ("manifest", manifest.json),
        ])
    }

    /// Reads a record of that list; nil where a part is missing or does not hold.
    public init?(json: JSON) {
        guard let path = json["path"]?.string, let sha256 = json["sha256"]?.string,
            let kind = json["kind"]?.string.flatMap(Kind.init), let member = json["manifest"],
            let manifest = try? PluginManifest(json: member)
        else { return nil }
        self.init(
            path: path, sha256: sha256, kind: kind, manifest: manifest, addedAt: json["added_at"]?.integer ?? 0)
    }
}
