internal import HTTPMessage
internal import JSONKit
internal import Script

/// What the hooks of a script plugin do to a request.
enum ChangeCommand {
    static let command = Command(
        "change", .plugin, "in a plugin's hook: change the request that is about to be sent",
        options: [
            OptionShape("method", value: "METHOD", "another method"), OptionShape("url", value: "URL", "another URL"),
        ], takesItems: true,
        details: """
            Items change the message as they do behind `get` and `post`: Header:value sets a header, name==value adds to \
            the query, name=value sets a parameter of a form or a member of a JSON body, and -name leaves a header out.
            """,
        examples: ["change X-Trace:{{uuid}}", "change --method PUT if-match:* -Accept"], run: run)

    private static func run(_ call: Invocation, _ bench: isolated Workbench) async throws(Diagnostic) -> Answer {
        guard var request = bench.hookFrame?.request else { throw outsideOfHook("change", "request") }
        if let method = call.option("method") { request.method = method }
        if let url = call.option("url") { request.url = url }
        for item in call.items { try apply(item, to: &request, call) }
        bench.hookFrame?.request = request
        return .nothing
    }

    private static func apply(
        _ item: Invocation.Item, to request: inout HTTPRequest, _ call: Invocation
    ) throws(Diagnostic) {
        switch item.kind {
        case .header: request.headers[item.name] = item.value.plainText
        case .omission: request.headers[item.name] = nil
        case .query: request.url = FormParameters([(item.name, item.value.plainText)]).added(to: request.url)
        case .string, .json: try setMember(item, of: &request, call)
        case .file:
            throw Diagnostic(
                .usage, "change-item", "change reads no files", source: call.source, range: item.range,
                advice: ["write name=value"])
        }
    }

    private static func setMember(
        _ item: Invocation.Item, of request: inout HTTPRequest, _ call: Invocation
    ) throws(Diagnostic) {
        let body = request.body ?? []
        let type = request.headers["Content-Type"] ?? ""
        if type.hasPrefix("application/x-www-form-urlencoded") {
            var form = FormParameters.parse(String(decoding: body, as: UTF8.self))
            form.set(item.name, item.value.plainText)
            request.body = Array(form.encoded.utf8)
        } else if let json = try? JSON(parsing: body), json.members != nil {
            request.body = Array(json.setting(item.name, to: item.value).text().utf8)
        } else {
            throw Diagnostic(
                .execution, "change-body", "the request has neither a form nor a JSON body to change \(item.name) in",
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
        examples: [#"refuse "no token may go to another host""#]
    ) { call, bench throws(Diagnostic) in
        guard let frame = bench.hookFrame else { throw ChangeCommand.outsideOfHook("refuse", "request") }
        throw bench.refused(call.text(0) ?? "", by: frame.plugin, frame.hook)
    }
}

enum AnnotateCommand {
    static let command = Command(
        "annotate", .plugin, "in a plugin's hook: say something about what happens",
        operands: [OperandShape("TEXT", .word, "what the user reads")],
        examples: [#"annotate "the server limits this call""#]
    ) { call, bench throws(Diagnostic) in
        guard bench.hookFrame != nil else { throw ChangeCommand.outsideOfHook("annotate", "response") }
        bench.hookFrame?.notes.append(call.text(0) ?? "")
        return .nothing
    }
}
