internal import Encodings
internal import FoundationEssentials
internal import HTTPMessage
internal import JSONKit
internal import MessageSignatures

/// Answers the host's calls.
struct SignaturesPlugin {
    /// Where the session keeps what `signatures-use` was given, so that it outlives this process.
    private static let variable = "http_signatures"

    private var settings: Settings?
    private var hasAskedForSettings = false
    private var lastBase: String?

    mutating func answer(_ call: Call, _ conversation: inout Conversation) throws(Refusal) -> JSON {
        switch call.method {
        case "hello": return ["protocol": 1, "features": []]
        case "manifest": return Manifest.json
        case "run": return try run(call.parameters, &conversation)
        case "hook": return try hook(call.parameters["request"] ?? [:], &conversation)
        default: throw Refusal(code: -32601, message: "there is no method \(call.method)")
        }
    }

    private mutating func run(_ parameters: JSON, _ conversation: inout Conversation) throws(Refusal) -> JSON {
        let operands = parameters["operands"] ?? [:]
        switch parameters["command"]?.string {
        case "signatures-use":
            let made = try Settings(operands)
            (settings, hasAskedForSettings) = (made, true)
            _ = conversation.ask("keyway/set", ["name": JSON(Self.variable), "value": made.kept(operands)])
            let hosts = made.host == "*" ? "all hosts" : made.host
            return said("signing requests to \(hosts) with \(made.signer.key.algorithm)")
        case "signatures-stop":
            (settings, hasAskedForSettings) = (nil, true)
            _ = conversation.ask("keyway/set", ["name": JSON(Self.variable), "value": nil])
            return said("signing no more requests")
        case "signatures-base":
            guard let lastBase else { throw Refusal(message: "nothing was signed yet by this run of the plugin") }
            return said(lastBase)
        default: throw Refusal(code: -32601, message: "there is no such command")
        }
    }

    private func said(_ text: String) -> JSON { ["value": JSON(text), "text": JSON(text)] }

    private mutating func hook(_ shown: JSON, _ conversation: inout Conversation) throws(Refusal) -> JSON {
        let request = HTTPRequest(hook: shown)
        guard let settings = try current(&conversation), settings.cover(request.url) else {
            return ["action": "pass"]
        }
        do throws(Refusal) {
            let (signed, base) = try refusing { () throws(SignatureError) in
                try settings.signer.signed(request, now: Int64(Date().timeIntervalSince1970))
            }
            try refuseMasks(base, request)
            lastBase = base.text
            let added = ["Content-Digest", "Signature-Input", "Signature"].reduce(shown["headers"] ?? [:]) {
                headers, name in
                signed.headers[name] == request.headers[name]
                    ? headers : headers.setting(header: name, to: signed.headers[name])
            }
            return ["action": "replace", "request": shown.setting("headers", to: added)]
        } catch {
            return ["action": "refuse", "message": JSON(error.message)]
        }
    }

    /// The settings; those that the session keeps where this process is new.
    private mutating func current(_ conversation: inout Conversation) throws(Refusal) -> Settings? {
        if hasAskedForSettings { return settings }
        let kept = conversation.ask("keyway/get", ["name": JSON(Self.variable)])?["value"]
        if let kept, kept["key"]?.string != nil { settings = try Settings(kept) }
        hasAskedForSettings = true
        return settings
    }

    /// A signature of a mask would be good for nothing.
    private func refuseMasks(_ base: SignatureBase, _ request: HTTPRequest) throws(Refusal) {
        let isMasked = { (text: String) in text.contains("…#") }
        let signsBody = base.text.contains("\"content-digest\": ")
        guard !isMasked(base.text), !(signsBody && isMasked(String(decoding: request.body ?? [], as: UTF8.self))) else {
            throw Refusal(
                message: "what is to be signed holds a secret that the plugin may not see; cover=\"…\" leaves it out")
        }
    }
}

extension HTTPRequest {
    /// As a hook is shown it.
    init(hook json: JSON) {
        var headers = HTTPHeaders()
        for (name, value) in json["headers"]?.members ?? [] {
            for text in value.elements?.compactMap(\.string) ?? value.string.map({ [$0] }) ?? [] {
                headers.add(name, text)
            }
        }
        let text = json["body"]?.string.map { Array($0.utf8) }
        let bytes = json["body_base64"]?.string.flatMap { Base64.decodeLenient($0) }
        self.init(json["method"]?.string ?? "", json["url"]?.string ?? "", headers: headers, body: text ?? bytes)
    }
}

extension JSON {
    /// Headers with one of them set, whatever the case of the name that it has now.
    fileprivate func setting(header name: String, to value: String?) -> JSON {
        let present = members?.first { $0.name.lowercased() == name.lowercased() }?.name
        return setting(present ?? name, to: value.map { JSON($0) })
    }
}
