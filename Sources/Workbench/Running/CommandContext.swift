package import Diagnostics
package import HTTPMessage
internal import Plugins
public import Script
internal import Synchronization

/// One call of a command, with all that belongs to this call alone: who runs it, how, and for which plugin.
///
/// It is a value that is made anew for each call. What the call says can be asked of it directly: `call.items`.
@dynamicMemberLookup
public struct CommandContext: Sendable {
    /// What was written: the command's name, operands, options and items.
    public let invocation: Invocation
    /// The command that is called.
    public let command: Command
    /// What holds for all calls of the text that the call belongs to.
    package let scope: RunScope
    /// What plugins say while the call runs.
    let notes: CallNotes

    /// A call within a scope, with no notes of plugins yet.
    package init(_ invocation: Invocation, _ command: Command, _ scope: RunScope) {
        self.invocation = invocation
        self.command = command
        self.scope = scope
        notes = CallNotes()
    }

    private init(_ invocation: Invocation, of other: CommandContext) {
        self.invocation = invocation
        command = other.command
        scope = other.scope
        notes = other.notes
    }

    /// A value of what was written.
    public subscript<Value>(dynamicMember member: KeyPath<Invocation, Value>) -> Value { invocation[keyPath: member] }

    /// The operand at an index, as text; nil where fewer were written, and for an operand that is not a word.
    public func text(_ index: Int) -> String? { invocation.text(index) }
    /// Whether an option was written, by its name without `--`.
    public func has(_ option: String) -> Bool { invocation.has(option) }
    /// The last value of an option, by its name without `--`; nil where it was not written, and for a switch.
    public func option(_ name: String) -> String? { invocation.option(name) }
    /// All values of an option that may be repeated, by its name without `--`; empty where it was not written.
    package func values(of option: String) -> [String] { invocation.values(of: option) }

    /// Every text that has a part in the call, each of which must be allowed what it does.
    package var origins: [Origin] { scope.origins + invocation.origins }

    /// The same call with other options and items.
    func with(options: [Invocation.Option], items: [Invocation.Item]) -> CommandContext {
        CommandContext(invocation.with(options: options, items: items), of: self)
    }

    /// The same call without the items of these names, which the command has read itself.
    package func without(items names: Set<String>) -> CommandContext {
        CommandContext(invocation.without(items: names), of: self)
    }

    /// The same call with these items alone.
    package func with(items: [Invocation.Item]) -> CommandContext {
        CommandContext(invocation.with(options: invocation.options, items: items), of: self)
    }

    /// When its answer is worth a line in the output of a run.
    public var shown: ShownRole { command.traits.shown }
}

/// What holds for all the calls of a text that is run.
package struct RunScope: Sendable {
    /// How the calls run: as usual, as a preview, or dry.
    package var manner = RunManner.live
    /// The plugins whose `keyway/run` is under way, the innermost last.
    var plugins: [String] = []
    /// What a hook of a script is looking at; nil outside of one.
    package var hook: HookFrame?
    /// The process plugin whose hook is running.
    var hookedPlugin: String?
    /// The origins that every call of the text has beside its own.
    package var origins: [Origin] = []
    /// The kinds of secrets that the text of a plugin sees unmasked; nil where the text is not a plugin's, and sees all.
    var needs: [PluginNeed]?
    /// Is asked before each message of a flow but the first, which the stop before its command has shown.
    var messages: (any MessageControl)?
    /// Whether lines are kept, so that a recipe can be made of them.
    package var isRemembered = true
    /// Whether answers go nowhere: what is run prepares something.
    var isSilent = false
    /// Whether failures are shown by whoever runs the text.
    var leavesFailures = false

    /// The scope of a text of the user, which may do and see everything.
    package init() {}

    /// The plugin for which commands run that nobody has typed; their answers are not what was asked for.
    var servedPlugin: String? { hook?.plugin ?? hookedPlugin ?? plugins.last }
    /// Whether it is a hook that runs, whose own requests no hook is told of.
    var isInHook: Bool { hook != nil || hookedPlugin != nil }
}

/// Stops between the messages of a call.
package protocol MessageControl: Sendable {
    /// - Throws: to end the call.
    func before(message summary: String, _ request: HTTPRequest) async throws(Diagnostic)
}

/// How the calls of a text are run.
package enum RunManner: Sendable {
    case live
    /// Nothing is sent; requests are shown.
    case dry
    /// Up to the first request, which is caught.
    case preview(CaughtRequest)
}

/// What plugins say while a call runs.
final class CallNotes: Sendable {
    private struct State {
        var ofFailure: [String] = []
        var ofExchange: [String] = []
    }

    private let state = Mutex(State())

    /// - Parameter isOfFailure: whether it is advice on a failure, which is shown with it.
    package func add(_ line: String, isOfFailure: Bool) {
        state.withLock { state in
            state.ofExchange.append(line)
            if isOfFailure { state.ofFailure.append(line) }
        }
    }

    func addToFailure(_ line: String) { state.withLock { $0.ofFailure.append(line) } }

    /// Begins with another exchange.
    func beginExchange() { state.withLock { $0.ofExchange = [] } }

    /// What was said of the exchange at hand, once.
    func takeOfExchange() -> [String] {
        state.withLock { state in
            defer { state.ofExchange = [] }
            return state.ofExchange
        }
    }

    /// What was said of a failure, once.
    func takeOfFailure() -> [String] {
        state.withLock { state in
            defer { state.ofFailure = [] }
            return state.ofFailure
        }
    }
}
