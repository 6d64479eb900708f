internal import JSONKit
internal import SandboxCore

/// The body of a chat completion, checked.
struct ChatRequest: Sendable {
    var model: String
    var messages: [ChatPrompt.Message]
    var isStreamed: Bool
    var streamsUsage: Bool
    var maxTokens: Int64?
    var characterID: String?
    var seed: Int64
    var count: Int
    private var stops: [String]

    init(_ body: JSONBody) throws(Refusal) {
        _ = try body.required("model")
        model = try body.string("model") ?? ""
        messages = try ChatRequest.messages(try body.required("messages"))
        isStreamed = try body.boolean("stream") ?? false
        streamsUsage = body["stream_options"]?["include_usage"]?.bool ?? false
        _ = try body.number("temperature", 0...2)
        _ = try body.number("top_p", 0...1)
        let limit = try body.integer("max_tokens", 1...Int64.max)
        maxTokens = try body.integer("max_completion_tokens", 1...Int64.max) ?? limit
        characterID = try body.string("character_id")
        seed = try body.integer("seed") ?? 0
        count = Int(try body.integer("n", 1...4) ?? 1)
        stops = try ChatRequest.stops(body)
    }

    /// Cuts a text where it has to end, by a stop sequence or by length.
    func cut(_ text: String) -> (tokens: [String], reason: String) {
        let ends = stops.compactMap { text.firstRange(of: $0)?.lowerBound }
        let tokens = Tokens.split(String(text[..<(ends.min() ?? text.endIndex)]))
        guard let maxTokens, Int64(tokens.count) > maxTokens else { return (tokens, "stop") }
        return (Array(tokens.prefix(Int(maxTokens))), "length")
    }

    private static let roles = ["system", "developer", "user", "assistant", "tool"]

    private static func messages(_ value: JSON) throws(Refusal) -> [ChatPrompt.Message] {
        guard let elements = value.elements else { throw .wrongType("messages", "an array of objects", value) }
        guard !elements.isEmpty else {
            throw .invalid("messages must have at least one message.", param: "messages", code: "empty_array")
        }
        var messages: [ChatPrompt.Message] = []
        for (index, element) in elements.enumerated() {
            messages.append(try message(element, "messages[\(index)]"))
        }
        return messages
    }

    private static func message(_ value: JSON, _ param: String) throws(Refusal) -> ChatPrompt.Message {
        guard value.kind == .object else { throw .wrongType(param, "an object", value) }
        guard let role = value["role"]?.string, roles.contains(role) else {
            throw .invalid(
                "\(param).role must be one of \(roles.joined(separator: ", ")).", param: "\(param).role",
                code: "invalid_value")
        }
        let content = value["content"] ?? .null
        if let text = content.string { return ChatPrompt.Message(role: role, content: text) }
        if content.isNull, role == "assistant" { return ChatPrompt.Message(role: role, content: "") }
        return ChatPrompt.Message(role: role, content: try text(of: content, "\(param).content"))
    }

    /// The text of content that is given in parts.
    private static func text(of content: JSON, _ param: String) throws(Refusal) -> String {
        guard let parts = content.elements else { throw .wrongType(param, "a string or an array of parts", content) }
        var texts: [String] = []
        for (index, part) in parts.enumerated() {
            guard part["type"]?.string == "text", let text = part["text"]?.string else {
                throw .invalid(
                    "\(param)[\(index)] must be a part of type text.", param: "\(param)[\(index)]",
                    code: "invalid_value")
            }
            texts.append(text)
        }
        return texts.joined(separator: "\n")
    }

    private static func stops(_ body: JSONBody) throws(Refusal) -> [String] {
        guard let value = body["stop"] else { return [] }
        if let one = value.string { return one.isEmpty ? [] : [one] }
        guard let several = value.elements, several.count <= 4 else {
            throw .wrongType("stop", "a string or an array of at most 4 strings", value)
        }
        return several.compactMap(\.string).filter { !$0.isEmpty }
    }
}
