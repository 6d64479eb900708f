public import JSONKit

/// What a dry run puts in place of a value that only an answer could give: a text that names it, `<$.jwks_uri>`.
public enum StandIn {
    /// The stand-in of an expression, which is written without its braces.
    public static func of(_ expression: String) -> JSON { JSON("<\(expression)>") }

    /// Whether a value is nothing but a stand-in.
    public static func isStandIn(_ value: JSON?) -> Bool {
        guard let text = value?.string else { return false }
        return text.utf8.count > 2 && text.hasPrefix("<") && text.hasSuffix(">")
    }

    /// Whether a stand-in is a part of a text.
    public static func occurs(in text: String) -> Bool { text.contains(/<[^<>\n]+>/) }
}

extension Invocation {
    /// Whether a stand-in is a part of what the call is given.
    public var holdsStandIn: Bool {
        let given = texts + options.compactMap(\.value) + items.map(\.value.plainText)
        return given.contains(where: StandIn.occurs)
    }
}

extension Evaluator {
    /// Whether a value is not known before an answer comes.
    func isUnknown(_ value: JSON?) async -> Bool {
        guard StandIn.isStandIn(value) else { return false }
        return await host.givesStandIns
    }

    /// Whether a text is made of something that is not known before an answer comes.
    func isUnknown(text: String) async -> Bool {
        guard StandIn.occurs(in: text) else { return false }
        return await host.givesStandIns
    }

    /// Whether nothing can be said of a condition before an answer comes.
    func isUndecided(_ subject: JSON?, _ operands: [JSON]) async -> Bool {
        guard await host.givesStandIns else { return false }
        return StandIn.isStandIn(subject) || operands.contains(where: StandIn.isStandIn)
    }
}
