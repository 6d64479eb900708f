internal import SandboxCore

/// The body of an image generation, checked.
struct ImageRequest: Sendable {
    static let sides: ClosedRange<Int64> = 64...1536

    var model: String
    var prompt: String
    var count: Int
    var width: Int
    var height: Int
    var seed: Int64
    var wantsBase64: Bool
    /// What else the drawing depends on.
    private var manner: String

    init(_ body: JSONBody) throws(Refusal) {
        _ = try body.required("model")
        model = try body.string("model") ?? ""
        _ = try body.required("prompt")
        prompt = try body.string("prompt") ?? ""
        guard prompt.contains(where: { !$0.isWhitespace }), prompt.count <= 4000 else {
            throw .invalid("prompt must have 1 to 4000 characters.", param: "prompt", code: "invalid_value")
        }
        count = Int(try body.integer("n", 1...4) ?? 1)
        let size = try ImageRequest.size(body)
        width = Int(try body.integer("width", ImageRequest.sides) ?? size.width)
        height = Int(try body.integer("height", ImageRequest.sides) ?? size.height)
        seed = try body.integer("seed") ?? 0
        wantsBase64 = try ImageRequest.wantsBase64(body)
        manner = try ImageRequest.manner(body)
    }

    /// The images, each with a seed of its own.
    var pictures: [Picture] {
        (0..<count).map { index in
            Picture(prompt: prompt + manner, seed: seed &+ Int64(index), width: width, height: height)
        }
    }

    private static func size(_ body: JSONBody) throws(Refusal) -> (width: Int64, height: Int64) {
        guard let text = try body.string("size"), text != "auto" else { return (1024, 1024) }
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int64($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], self.sides.contains(width),
            self.sides.contains(height)
        else {
            throw .invalid(
                "size must be like 1024x1024, each side from \(self.sides.lowerBound) to \(self.sides.upperBound).",
                param: "size", code: "invalid_value")
        }
        return (width, height)
    }

    private static func wantsBase64(_ body: JSONBody) throws(Refusal) -> Bool {
        switch try body.string("response_format") {
        case nil, "url": return false
        case "b64_json": return true
        default:
            throw .invalid("response_format must be url or b64_json.", param: "response_format", code: "invalid_value")
        }
    }

    private static func manner(_ body: JSONBody) throws(Refusal) -> String {
        let steps = try body.integer("steps", 1...100)
        let scale = try body.number("scale", 0...50)
        let parts = [
            steps.map { "steps \($0)" }, scale.map { "scale \($0)" },
            try body.string("sampler").map { "sampler \($0)" },
            try body.string("negative_prompt").map { "without \($0)" },
        ]
        return parts.compactMap(\.self).map { "\u{1}\($0)" }.joined()
    }
}
