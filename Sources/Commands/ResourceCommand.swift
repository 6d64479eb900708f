internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import Providers
internal import Script
internal import Session
internal import Settings
internal import Workbench

/// The commands that call an API: one for each HTTP method.
enum ResourceCommand {
    static let get = command("GET", "get a resource", example: "get /oauth/userinfo")
    static let post = command(
        "POST", "post to a resource",
        example: #"post /oauth/chat/completions model=sandbox/echo messages:='[{"role":"user","content":"Hello"}]'"#)
    static let put = command("PUT", "put a resource", example: "put /things/1 name=new")
    static let patch = command("PATCH", "change a resource", example: "patch /things/1 name=new")
    static let delete = command("DELETE", "delete a resource", example: "delete /things/1")
    static let head = command("HEAD", "get a resource's headers", example: "head /oauth/userinfo")
    static let options = command("OPTIONS", "ask what a resource allows", example: "options /oauth/userinfo")

    private static func command(_ method: String, _ summary: String, example: String) -> Command {
        Command(
            method.lowercased(), .http, "\(summary), with the current access token (RFC 6750 §2.1)",
            operands: [
                OperandShape("URL", .word, "a path of the provider's API, or a whole URL", completes: .resource)
            ],
            options: [
                OptionShape("no-token", "send no access token"),
                OptionShape("token", value: "NUMBER", "send this token instead of the current one", completes: .token),
                OptionShape("form", "send the items as a form instead of JSON"),
                OptionShape("body", value: "TEXT", "send this body, or @FILE"),
                OptionShape("stream", "show the body as it arrives"), SendingOptions.follow,
            ] + SendingOptions.shapes, takesItems: true,
            details: """
                Items make the request: name=value and name:=json a member of the JSON body, name==value a query parameter, \
                Name:value a header, name=@file a member from a file, -Name leaves a header out. The token goes only to the \
                provider's own origin unless --token names one.
                """,
            traits: CommandTraits(
                effect: .sends, runBy: .everyone, needs: nil,
                recipe: .kept(needs: [.tokenForPath], makes: [], renews: false), locked: .refused, failure: .judged,
                dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
            examples: [example]
        ) { call, bench throws(Diagnostic) in try await run(method, call, bench) }
    }

    private static func run(
        _ method: String, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let provider = try await bench.provider()
        let url = provider.url(call.text(0) ?? "")
        var draft = OAuthRequest(method, url, headers: [HTTPHeader("Accept", "application/json, */*;q=0.5")])
        let token = try authorize(&draft, call, provider, bench)
        draft.content = try content(of: call, bench)
        switch draft.content {
        case .json: draft.headers["Content-Type"] = "application/json"
        case .form: draft.headers["Content-Type"] = MediaType.form
        case .none, .bytes: break
        }
        let request = try bench.edited(draft, by: call).httpRequest
        let stream = call.has("stream") || wantsStream(draft, call) ? bench.streamingDisplay(call) : nil
        let entry = try await bench.send(
            request, for: call, options: try bench.sendingOptions(of: call),
            policy: call.has("follow") ? .follow() : .never,
            purpose: .resource, context: ExchangeContext(provider: provider.name, token: token?.id),
            onBody: stream?.receive)
        await stream?.finish()
        return try await answer(entry, streamed: stream != nil, call, bench)
    }

    /// Puts the token on a request to the provider's own origin.
    private static func authorize(
        _ draft: inout OAuthRequest, _ call: CommandContext, _ provider: Provider, _ bench: isolated Workbench
    ) throws(Diagnostic) -> SessionToken? {
        if call.has("no-token") { return nil }
        let token: SessionToken
        if let number = call.option("token") {
            token = try TokenUse.find(number, bench)
        } else {
            guard URLParts(draft.url)?.origin == URLParts(provider.baseURL)?.origin,
                let current = try bench.tokenIfAny()
            else {
                return nil
            }
            token = current
        }
        var authorized = draft
        try bench.protocolStep { () throws(OAuthError) in
            try authorized.authorize(with: token.tokens, proofs: bench.environment.proofs)
        }
        draft = authorized
        return token
    }

    private static func content(of call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic)
        -> OAuthRequest.Content
    {
        if let body = call.option("body") {
            if body.hasPrefix("@") {
                try bench.permissions.checkReading(String(body.dropFirst()), call)
                return .bytes(try bench.environment.files.read(call.source.path(of: String(body.dropFirst()))))
            }
            return .bytes(Array(body.utf8))
        }
        guard call.items.contains(where: { [.string, .json, .file].contains($0.kind) }) else { return .none }
        return call.has("form") ? .form(FormParameters()) : .json([:])
    }

    private static func wantsStream(_ draft: OAuthRequest, _ call: CommandContext) -> Bool {
        call.items.last { $0.name == "stream" && $0.kind == .json }?.value.bool == true
    }

    private static func answer(
        _ entry: SessionExchange, streamed: Bool, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let response = try bench.response(of: entry)
        if response.status >= 400 {
            _ = try bench.protocolStep(exchange: entry.number) { () throws(OAuthError) in
                try ProtectedResourceResponse.process(response)
            }
        }
        var answer = ExchangeAnswer(entry)
        if streamed { answer.body = .streamed }
        if let location = response.headers["Location"], (300..<400).contains(response.status) {
            answer.notes.append("it redirects to \(location); --follow goes there")
        }
        if !streamed { try await bench.takePictures(of: entry, into: &answer, call) }
        return .exchange(answer)
    }
}
