internal import HTTPMessage
public import OAuthCore

/// A grant that a user starts by its name: how it is described, and how its flow is made (RFC 6749 §1.3).
///
/// To add a grant, write its flow in a file of this folder and name it in ``all``.
public struct GrantFlow: Sendable {
    /// What the grant is called, takes and needs; its name is the `grant_type`.
    public let description: FlowDescription
    private let maker: @Sendable (GrantInputs) throws(OAuthError) -> any TokenFlow

    /// - Parameter make: makes the flow of inputs that are known to have every required one.
    public init<Made: TokenFlow>(
        _ flow: Made.Type, make: @escaping @Sendable (GrantInputs) throws(OAuthError) -> Made
    ) {
        description = flow.description
        maker = { inputs throws(OAuthError) in try make(inputs) }
    }

    /// A grant whose description belongs to the value, and not to the type of its flow.
    init(
        description: FlowDescription,
        make: @escaping @Sendable (GrantInputs) throws(OAuthError) -> any TokenFlow
    ) {
        self.description = description
        maker = make
    }

    /// The value of `grant_type`.
    public var type: String { description.name }

    /// The grants, the most used first.
    public static let all: [GrantFlow] = [
        .authorizationCode, .refreshToken, .clientCredentials, .deviceCode, .tokenExchange, .jwtBearer, .samlBearer,
        .ciba, .password,
    ]

    /// The grant of this `grant_type`, or of this short name.
    public static func named(_ name: String) -> GrantFlow? {
        all.first { $0.type == name } ?? all.first { $0.description.shortName == name }
    }

    /// A `grant_type` for a reader: the last part of a URI, any other name as it is.
    public static func shown(_ type: String) -> String {
        guard type.contains(":"), let last = type.split(separator: ":").last else { return type }
        return String(last)
    }

    /// The flow for these inputs.
    ///
    /// - Throws: ``OAuthError/Code/inputMissing`` for a required input without a value, and what the flow says to
    ///   the inputs.
    public func make(_ inputs: GrantInputs) throws(OAuthError) -> any TokenFlow {
        for input in description.inputs where input.isRequired && inputs.values.first(input.name) == nil {
            throw OAuthError(
                .inputMissing, doing: "preparing the grant \(type)",
                found: "There is no \(input.name): \(input.summary)", advice: "Give \(input.name)=….")
        }
        return try maker(inputs)
    }
}
