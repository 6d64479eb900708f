internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import Providers
internal import Script
internal import Session

/// The lines that were run since the prompt began, from which recipes are made.
package struct TypedHistory: Sendable {
    /// More than anyone wants in a recipe.
    static let limit = 5000

    /// The lines, oldest first; at most so many as the limit says.
    package var lines: [TypedLine] = []
    /// Where `record start` was given.
    package var start: Int?
    /// The file that `record start` named.
    package var file: String?
    /// Whether a block is running, which is remembered whole.
    var isInBlock = false

    mutating func add(_ line: TypedLine) {
        guard lines.count < TypedHistory.limit else { return }
        lines.append(line)
    }
}

extension Workbench {
    /// Remembers a command that was run, if this is a place where recipes are made.
    func remember(_ call: CommandContext, failed: Bool, since before: SessionMark) async {
        guard environment.keepsTypedLines, call.scope.isRemembered, !typed.isInBlock else { return }
        let role = call.command.traits.recipe
        guard case .kept(_, _, let renews) = role else { return }
        var line = TypedLine(text: call.source.text(in: call.range), failed: failed, mayFail: call.mayFail)
        if let last, last.number != before.exchange { line.exchange = last.number }
        if renews { line.values = await namedValues() }
        typed.add(line)
    }

    /// What a line that is typed later may have taken from the session.
    private func namedValues() async -> [(name: String, value: String)] {
        var named: [(name: String, value: String)] = []
        for group in ValueGroup.all where ["client", "authorization", "token"].contains(group.name) {
            let values = (try? await group.values(self)) ?? []
            named += values.compactMap { value in value.value.string.map { ("\(group.name).\(value.name)", $0) } }
        }
        return named
    }

    /// Runs a script whose blocks are remembered as they were typed, and not command by command.
    func remembering(
        _ script: Script, in scope: RunScope, _ run: () async -> [Diagnostic]
    ) async -> [Diagnostic] {
        guard environment.keepsTypedLines, scope.isRemembered, script.hasBlocks else { return await run() }
        typed.isInBlock = true
        let failures = await run()
        typed.isInBlock = false
        let text = script.source.text.hasSuffix("\n") ? String(script.source.text.dropLast()) : script.source.text
        let block = TypedLine(text: text.replacing("\n", with: "\n  "), isBlock: true, failed: !failures.isEmpty)
        typed.add(block)
        return failures
    }
}

extension Script {
    /// Whether it is more than commands.
    fileprivate var hasBlocks: Bool {
        statements.contains { statement in
            switch statement {
            case .call, .attempt: false
            default: true
            }
        }
    }
}
