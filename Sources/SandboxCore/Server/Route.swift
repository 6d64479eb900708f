internal import Encodings
internal import HTTPMessage

/// What answers a method on a path.
package struct Route: Sendable {
    /// Answers a call of the route; it throws a ``Refusal`` for a request that is not granted.
    package typealias Answer = @Sendable (Call, Provider) async throws -> Reply

    /// What kind of endpoint it is: faults and cross-origin rules go by it.
    package enum Area: String, Sendable {
        case management, page, token, api, metadata
    }

    /// The HTTP method that the route answers, in capital letters.
    package let method: String
    let segments: [Segment]
    let area: Area
    /// The name by which faults find the endpoint.
    package let endpoint: EndpointName
    /// Answers a call of the route.
    package let answer: Answer

    /// One segment of a route's path.
    package enum Segment: Sendable, Equatable {
        case fixed(String)
        case open(String)
        /// Takes all that is left of the path.
        case rest(String)
    }

    /// - Parameters:
    ///   - path: `:name` stands for one segment, `*name` for all that follow.
    ///   - base: what the path follows; empty for a path of the origin.
    package init(
        _ method: String, _ path: String, _ area: Area, _ endpoint: EndpointName,
        under base: String = Provider.basePath, _ answer: @escaping Answer
    ) {
        self.method = method
        self.area = area
        self.endpoint = endpoint
        self.answer = answer
        segments = (base + path).split(separator: "/").map { segment in
            switch segment.first {
            case ":": .open(String(segment.dropFirst()))
            case "*": .rest(String(segment.dropFirst()))
            default: .fixed(String(segment))
            }
        }
    }

    /// The open parts of a path that this route matches; nil where it does not.
    func match(_ path: [Substring]) -> [String: String]? {
        var parameters: [String: String] = [:]
        for (position, segment) in segments.enumerated() {
            guard position < path.count else { return nil }
            switch segment {
            case .fixed(let text):
                if path[position] != text { return nil }
            case .open(let name):
                if path[position].isEmpty { return nil }
                parameters[name] = Route.decoded(path[position])
            case .rest(let name):
                parameters[name] = Route.decoded(path[position...].joined(separator: "/"))
                return parameters
            }
        }
        return path.count == segments.count ? parameters : nil
    }

    /// Undoes percent encoding; unlike in a form, a plus is a plus in a path.
    private static func decoded(_ text: some StringProtocol) -> String {
        FormCoding.decode(String(text).replacing("+", with: "%2B")).text
    }
}
