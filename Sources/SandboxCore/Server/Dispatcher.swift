internal import HTTPMessage

/// From a call to its reply: route, faults, endpoint, and what every reply has in common.
package struct Dispatcher: Sendable {
    /// The provider that answers the calls.
    package let provider: Provider
    /// The record of the calls that were refused.
    package let refusals: RefusalLog
    /// Takes each call that was answered, refused or not.
    package let log: @Sendable (SandboxEvent) -> Void
    private let router: Router

    /// A dispatcher for the routes of the features that the provider serves.
    package init(_ provider: Provider, refusals: RefusalLog, log: @escaping @Sendable (SandboxEvent) -> Void) {
        self.provider = provider
        router = Router(routes: provider.features.routes)
        self.refusals = refusals
        self.log = log
    }

    /// The reply to a call; an error that is not a ``Refusal`` becomes a reply with status 500.
    package func reply(to call: Call) async -> Reply {
        do {
            return noted(call, try await answer(call), cause: nil)
        } catch let refusal as Refusal {
            return noted(call, refusal.reply, cause: refusal.cause)
        } catch {
            let refusal = Refusal.api(
                500, type: "api_error", "The sandbox failed to answer this.", cause: String(describing: error))
            return noted(call, refusal.reply, cause: refusal.cause)
        }
    }

    /// For a request whose body was too large to read.
    func refuseBody(of call: Call, limit: Int) -> Reply {
        let refusal = Refusal.api(
            413, type: "invalid_request_error", "The body is larger than \(limit) bytes.", code: "body_too_large",
            headers: [HTTPHeader("Connection", "close")])
        return noted(call, refusal.reply, cause: refusal.cause)
    }

    private func answer(_ call: Call) async throws -> Reply {
        switch try router.find(call) {
        case .reply(let reply): return reply
        case .route(let route, let call): return try await answer(call, route)
        }
    }

    private func answer(_ call: Call, _ route: Route) async throws -> Reply {
        do {
            var call = call
            try await provider.faults.before(route)
            try await provider.faults.change(&call, route, in: provider)
            return common(provider.faults.after(route, try await route.answer(call, provider)), route)
        } catch let refusal as Refusal {
            throw Refusal(common(provider.faults.refused(route, refusal.reply), route), cause: refusal.cause)
        }
    }

    /// What all replies of a route have in common.
    private func common(_ reply: Reply, _ route: Route) -> Reply {
        var reply = reply
        reply.headers["X-Content-Type-Options"] = "nosniff"
        if route.area.allowsOtherOrigins {
            reply.headers["Access-Control-Allow-Origin"] = "*"
            reply.headers["Access-Control-Expose-Headers"] = "WWW-Authenticate, Retry-After"
        }
        return reply
    }

    private func noted(_ call: Call, _ reply: Reply, cause: String?) -> Reply {
        var reply = reply
        var status = reply.status
        if provider.clock.moved != 0 { reply.date = reply.date ?? provider.now }
        if case .lost = reply.body { status = 0 }
        let event = SandboxEvent(
            time: provider.now, method: call.method, path: call.path, status: status, cause: cause)
        if cause != nil { refusals.append(event) }
        log(event)
        return reply
    }
}
