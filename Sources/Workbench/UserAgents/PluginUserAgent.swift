package import Diagnostics
internal import JSONKit
internal import Plugins
internal import Script

/// A plugin's command that goes with the user's authorization: it is given the URL, and brings the callback.
package struct PluginUserAgent: UserAgent {
    let command: String
    /// Who signs in, where that was said.
    let user: String?
    let run: @Sendable (_ operands: JSON) async throws(Diagnostic) -> JSON

    /// The URL of the callback, as the plugin's command answers it.
    ///
    /// - Throws: where the command fails, or brings no URL.
    package func callback(for request: UserAgentRequest) async throws(Diagnostic) -> String {
        let operands = JSON(present: [
            ("url", JSON(request.url)), ("redirect_uri", JSON(request.redirectURI)),
            ("timeout", JSON("\(Int(request.timeout))")), ("user", user.map { JSON($0) }),
        ])
        let answer = try await run(operands)
        if let callback = answer["value"]?.string { return callback }
        throw Diagnostic(
            .execution, "plugin-callback", "\(command) brought no callback URL", found: answer.text(),
            advice: ["a command for --browser answers with the URL that the provider redirected to"])
    }
}

extension Workbench {
    /// - Parameter command: a command of a process plugin; that of a script answers nothing.
    package func pluginUserAgent(_ command: String, _ call: CommandContext) throws(Diagnostic) -> PluginUserAgent {
        let records = shelf.records.filter { $0.kind == .process }
        let commands = records.flatMap { $0.manifest.commands.map(\.name) }
        guard let record = records.first(where: { $0.manifest.commands.contains { $0.name == command } }) else {
            throw Diagnostic(
                .usage, "unknown-command", "no process plugin has a command \(command)",
                expected: commands.isEmpty ? nil : commands.joined(separator: ", "),
                advice: (nearestName(to: command, among: commands).map { ["did you mean \($0)?"] } ?? [])
                    + ["`plugin list` lists those there are; plugin add FILE adds one"])
        }
        let name = record.name
        return PluginUserAgent(command: command, user: call.option("as")) {
            [self] operands async throws(Diagnostic) in
            try await runUserAgent(name, command, operands, call)
        }
    }

    private func runUserAgent(
        _ plugin: String, _ command: String, _ operands: JSON, _ call: CommandContext
    ) async throws(Diagnostic) -> JSON {
        try refuseRecursion(plugin, command, call)
        guard case .process(let process) = try await opened(plugin) else { return .null }
        return try await serving(call.scope, plugin) { () async throws(Diagnostic) in
            try await pluginStep { () async throws(PluginError) in
                try await process.run(command, operands: operands)
            }
        }
    }
}
