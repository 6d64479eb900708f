internal import HTTPMessage

/// Finds the route of a call, and answers where there is none.
struct Router: Sendable {
    let routes: [Route]

    enum Finding: Sendable {
        case route(Route, Call)
        case reply(Reply)
    }

    func find(_ call: Call) throws(Refusal) -> Finding {
        let path = call.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let segments = Array(path)
        var allowed: [String] = []
        var area = Route.Area.page
        for route in routes {
            guard let parameters = route.match(segments) else { continue }
            if route.method == call.method || (call.method == "HEAD" && route.method == "GET") {
                var call = call
                call.parameters = parameters
                call.endpoint = route.endpoint
                return .route(route, call)
            }
            allowed.append(route.method)
            area = route.area
        }
        guard !allowed.isEmpty else { throw Router.notFound(call) }
        if call.method == "OPTIONS" { return .reply(Router.options(allowed, area)) }
        throw Router.notAllowed(call, allowed)
    }

    private static func notFound(_ call: Call) -> Refusal {
        .api(
            404, type: "not_found_error", "Nothing is served at \(call.method) \(call.path.prefix(200)).",
            code: "unknown_url")
    }

    private static func notAllowed(_ call: Call, _ allowed: [String]) -> Refusal {
        .api(
            405, type: "invalid_request_error",
            "\(call.method) is not allowed here; use \(allowed.joined(separator: " or ")).", code: "method_not_allowed",
            headers: [HTTPHeader("Allow", allow(allowed))])
    }

    private static func options(_ allowed: [String], _ area: Route.Area) -> Reply {
        var reply = Reply(204, headers: [HTTPHeader("Allow", allow(allowed))])
        if area.allowsOtherOrigins {
            reply.headers.add("Access-Control-Allow-Origin", "*")
            reply.headers.add("Access-Control-Allow-Methods", allow(allowed))
            reply.headers.add("Access-Control-Allow-Headers", "Authorization, Content-Type")
            reply.headers.add("Access-Control-Max-Age", "600")
        }
        return reply
    }

    private static func allow(_ methods: [String]) -> String {
        let withHead = methods.contains("GET") ? methods + ["HEAD"] : methods
        return (withHead + ["OPTIONS"]).joined(separator: ", ")
    }
}

extension Route.Area {
    /// Applications in browsers call these with a token; no cookie is ever looked at there.
    var allowsOtherOrigins: Bool { self == .token || self == .api || self == .metadata }
}
