internal import FoundationEssentials
internal import HTTPMessage
internal import JSONKit
internal import MessageSignatures

/// What `signatures-use` has set, read and ready.
struct Settings {
    /// `*` for all.
    let host: String
    /// The key's file, whatever folder Keyway is started in next time.
    private let path: String
    let signer: RequestSigner

    /// - Throws: what is wrong with which operand.
    init(_ operands: JSON) throws(Refusal) {
        func text(_ name: String) -> String? { operands[name]?.string }
        let file = text("key") ?? ""
        path = file.absolute
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw Refusal(message: "the key's file \(file) can not be read")
        }
        let lifetime = text("lifetime").flatMap { Int64($0) }
        guard lifetime != nil || text("lifetime") == nil else {
            throw Refusal(message: "a lifetime is a number of seconds: \(text("lifetime") ?? "")")
        }
        host = (text("host") ?? "").lowercased()
        signer = try refusing { () throws(SignatureError) in
            let key = try SigningKey(file: Array(data))
            return try RequestSigner(
                key: key, components: try text("cover").map(Settings.components), label: text("label") ?? "sig1",
                parameters: SignatureParameters(
                    keyID: text("keyid"), algorithm: key.algorithm, tag: text("tag")),
                lifetime: lifetime)
        }
    }

    /// The operands as the session keeps them.
    func kept(_ operands: JSON) -> JSON { operands.setting("key", to: JSON(path)) }

    private static func components(_ text: String) throws(SignatureError) -> [Component] {
        var components: [Component] = []
        for word in text.split(separator: " ") { components.append(try Component(String(word))) }
        return components
    }

    /// Whether requests to this URL are signed; a host without a port is meant with any.
    func cover(_ url: String) -> Bool {
        guard let parts = URLParts(url) else { return false }
        let name = parts.host.lowercased()
        return host == "*" || host == name || host == parts.port.map { "\(name):\($0)" }
    }
}

/// What the signing refuses, the plugin refuses.
func refusing<Value>(_ body: () throws(SignatureError) -> Value) throws(Refusal) -> Value {
    do throws(SignatureError) {
        return try body()
    } catch {
        throw Refusal(message: error.message)
    }
}

extension String {
    /// With the home folder in place of `~`, and from the root on.
    fileprivate var absolute: String {
        if hasPrefix("/") { return self }
        if hasPrefix("~/"), let home = ProcessInfo.processInfo.environment["HOME"] { return home + dropFirst() }
        return FileManager.default.currentDirectoryPath + "/" + self
    }
}
