import HTTPMessage
import OAuthCore
import OAuthFlows
import OAuthSupport
import Testing

/// A context with a fixed clock and predictable bytes.
func context(
    client: ClientRegistration = client, server: AuthorizationServer = OAuthSupport.server,
    method: String? = nil
) -> FlowContext {
    FlowContext(server: server, client: client, authenticationMethod: method, now: 1_000) { count in
        (0..<max(0, count)).map { UInt8(truncatingIfNeeded: $0) }
    }
}

extension Flow {
    /// The request that the flow sends next.
    mutating func sent(
        after event: FlowEvent, _ context: FlowContext, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> (request: OAuthRequest, message: FlowMessage) {
        guard case .send(let request, let message) = try next(event, context) else {
            throw NotThatStep(sourceLocation)
        }
        return (request, message)
    }

    /// The outcome that the flow ends with.
    mutating func outcome(
        after event: FlowEvent, _ context: FlowContext, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        guard case .done(let outcome) = try next(event, context) else { throw NotThatStep(sourceLocation) }
        return outcome
    }

    /// The code of the error that the flow ends with.
    mutating func errorCode(
        after event: FlowEvent, _ context: FlowContext, sourceLocation: SourceLocation = #_sourceLocation
    ) -> OAuthError.Code? {
        do throws(OAuthError) {
            _ = try next(event, context)
            Issue.record("no error", sourceLocation: sourceLocation)
            return nil
        } catch {
            return error.code
        }
    }
}

/// Another step came than the one that was expected.
struct NotThatStep: Error {
    init(_ sourceLocation: SourceLocation) { Issue.record("another step", sourceLocation: sourceLocation) }
}
