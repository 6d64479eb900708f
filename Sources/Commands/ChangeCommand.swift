internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Plugins
internal import Script
internal import Workbench

/// What the hooks of a script plugin do to a message.
enum ChangeCommand {
    static let command = Command(
        "change", .plugin, "in a plugin's hook: change the request to be sent, or the response that came",
        options: [
            OptionShape("method", value: "METHOD", "another method"), OptionShape("url", value: "URL", "another URL"),
            OptionShape("status", value: "STATUS", "of a response: another status"),
        ], takesItems: true,
        details: """
            Items change the message as they do behind `get` and `post`: Header:value sets a header, name==value adds to \
            the query, name=value sets a parameter of a form or a member of a JSON body, and -name leaves a header out. A changed response is what the command and queries see; the log keeps \
            what came.
            """,
        traits: CommandTraits(
            effect: .steersRun, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["change X-Trace:{{uuid}}", "change --method PUT if-match:* -Accept"], run: run)

    private static func run(_ call: CommandContext, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard let frame = call.scope.hook else { throw outsideOfHook("change", "request") }
        switch frame.message {
        case .request(var request):
            if call.has("status") { throw notOf("request", "status", call) }
            if let method = call.option("method") { request.method = method }
            if let url = call.option("url") { request.url = url }
            for item in call.items where item.kind == .query {
                request.url = FormParameters([(item.name, item.value.plainText)]).added(to: request.url)
            }
            var body = request.body ?? []
            try apply(call, &request.headers, &body)
            if body != request.body ?? [] { request.body = body }
            frame.message = .request(request)
        case .response(var response):
            if let name = ["method", "url"].first(where: call.has) { throw notOf("response", name, call) }
            if call.items.contains(where: { $0.kind == .query }) { throw notOf("response", "query", call) }
            if let status = call.option("status") {
                (response.status, response.reason) = (try self.status(status, call), "")
            }
            try apply(call, &response.headers, &response.body)
            frame.message = .response(response)
        case nil: throw notChanged(frame.hook, call)
        }
        return .nothing
    }

    private static func status(_ text: String, _ call: CommandContext) throws(Diagnostic) -> Int {
        if let status = Int(text), (100...599).contains(status) { return status }
        throw Diagnostic(
            .usage, "change-status", "\(text) is no status", source: call.source, range: call.range,
            expected: "a number from 100 to 599")
    }

    private static func notOf(_ message: String, _ name: String, _ call: CommandContext) -> Diagnostic {
        Diagnostic(
            .usage, "change-part", "a \(message) has no \(name) to change", source: call.source, range: call.range,
            advice: ["`help change` says what each message has"])
    }

    private static func notChanged(_ hook: PluginHook, _ call: CommandContext) -> Diagnostic {
        Diagnostic(
            .usage, "change-part", "a \(hook.rawValue) cannot be changed", source: call.source, range: call.range,
            advice: ["annotate TEXT says something about it, refuse REASON lets it fail"])
    }

    /// Changes what requests and responses have both.
    private static func apply(
        _ call: CommandContext, _ headers: inout HTTPHeaders, _ body: inout [UInt8]
    ) throws(Diagnostic) {
        for item in call.items {
            switch item.kind {
            case .header: headers[item.name] = item.value.plainText
            case .omission: headers[item.name] = nil
            case .query: break
            case .string, .json: try setMember(item, headers["Content-Type"] ?? "", &body, call)
            case .file:
                throw Diagnostic(
                    .usage, "change-item", "change reads no files", source: call.source, range: item.range,
                    advice: ["write name=value"])
            }
        }
    }

    private static func setMember(
        _ item: Invocation.Item, _ type: String, _ body: inout [UInt8], _ call: CommandContext
    ) throws(Diagnostic) {
        if type.hasPrefix(MediaType.form) {
            var form = FormParameters.parse(String(decoding: body, as: UTF8.self))
            form.set(item.name, item.value.plainText)
            body = Array(form.encoded.utf8)
        } else if let json = try? JSON(parsing: body), json.members != nil {
            body = Array(json.setting(item.name, to: item.value).text().utf8)
        } else {
            throw Diagnostic(
                .execution, "change-body", "the message has neither a form nor a JSON body to change \(item.name) in",
                source: call.source, range: item.range, found: type.isEmpty ? "no body" : type)
        }
    }

    static func outsideOfHook(_ command: String, _ hook: String) -> Diagnostic {
        Diagnostic(
            .usage, "no-hook", "\(command) works only in a plugin's hook",
            advice: ["write it into a plugin: on \(hook), \(command) …, end"])
    }
}

enum RefuseCommand {
    static let command = Command(
        "refuse", .plugin, "in a plugin's hook: let what happens fail, and say why",
        operands: [OperandShape("REASON", .word, "what the user reads")],
        traits: CommandTraits(
            effect: .steersRun, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [#"refuse "no token may go to another host""#]
    ) { call, bench throws(Diagnostic) in
        guard let frame = call.scope.hook else { throw ChangeCommand.outsideOfHook("refuse", "request") }
        throw bench.refused(call.text(0) ?? "", by: frame.plugin, frame.hook)
    }
}

enum AnnotateCommand {
    static let command = Command(
        "annotate", .plugin, "in a plugin's hook: say something about what happens",
        operands: [OperandShape("TEXT", .word, "what the user reads")],
        traits: CommandTraits(
            effect: .steersRun, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .refused, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: [#"annotate "the server limits this call""#]
    ) { call, bench throws(Diagnostic) in
        guard let frame = call.scope.hook else { throw ChangeCommand.outsideOfHook("annotate", "response") }
        frame.note(call.text(0) ?? "")
        return .nothing
    }
}
