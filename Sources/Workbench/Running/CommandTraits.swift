package import Diagnostics
package import Script

/// What a command says of itself beside what it takes.
///
/// Nothing here has a default: whoever adds a command decides each, and no other file decides by the command's name.
package struct CommandTraits: Sendable {
    /// What the command changes or sends.
    package let effect: CommandEffect
    /// The origins whose texts may run it. Every origin that is not listed is refused.
    package let runBy: Set<Origin.Kind>
    /// What lets the texts of files run it all the same, where the user has allowed that for a run; nil where nothing does.
    package let needs: Permission?
    /// What becomes of it in a recipe that is made of typed lines.
    package let recipe: RecipeRole
    /// What it does while the session's secrets are under a passphrase.
    let locked: LockedRole
    /// Which of its failures `why` judges.
    let failure: FailureRole
    /// What it does in a dry run.
    let dry: DryRole
    /// Whether it judges by comparing secrets, for which their masks are of no use.
    let comparesSecrets: Bool
    /// When its answer is worth a line in the output of a run.
    let shown: ShownRole

    /// The traits of a command; see the properties for the meaning of each value.
    package init(
        effect: CommandEffect, runBy: Set<Origin.Kind>, needs: Permission?, recipe: RecipeRole, locked: LockedRole,
        failure: FailureRole, dry: DryRole, comparesSecrets: Bool, shown: ShownRole
    ) {
        self.effect = effect
        self.runBy = runBy
        self.needs = needs
        self.recipe = recipe
        self.locked = locked
        self.failure = failure
        self.dry = dry
        self.comparesSecrets = comparesSecrets
        self.shown = shown
    }
}

/// What a command does beyond giving an answer.
package enum CommandEffect: String, Sendable, CaseIterable {
    /// Nothing: it only looks.
    case looks
    /// It sends requests.
    case sends
    /// It changes what the session holds, or what is chosen in it.
    case changesSession
    /// It changes what the user prefers, everywhere and for good.
    case changesPreferences
    /// It starts programs.
    case runsPrograms
    /// It adds, changes or removes plugins, or starts one.
    case managesPlugins
    /// It opens, makes, renames, seals or deletes whole sessions.
    case managesSessions
    /// It steers the sandbox.
    case steersSandbox
    /// It has a meaning only where somebody types, or in a hook.
    case steersRun
    /// It steers the lessons.
    case steersLessons
}

/// What becomes of a command in a recipe that is made of typed lines.
package enum RecipeRole: Sendable {
    /// It only looks, or belongs to the prompt.
    case leftOut
    /// - Parameters:
    ///   - needs: what must be there before it, made by the recipe or by its session.
    ///   - makes: what is there after it.
    ///   - renews: whether the session's named values, such as `client.id`, are others after it.
    case kept(needs: [RecipeThing], makes: [RecipeThing], renews: Bool)

    var isKept: Bool {
        if case .kept = self { true } else { false }
    }
}

/// Something that a line of a recipe needs or makes.
package enum RecipeThing: Sendable, Equatable {
    case provider
    /// The provider that the first operand names.
    case namedProvider
    case client
    case token
    /// The token, where the line calls a path of the provider's API and the session has a token.
    case tokenForPath
    /// The variables that the line sets.
    case variables
}

/// What a command does while the session's secrets are under a passphrase.
package enum LockedRole: Sendable {
    /// It works: it neither shows nor makes a secret.
    case works
    /// It works, and says that what is sealed is left out.
    case worksWithLess
    case refused
}

/// Which failures of a command `why` judges.
package enum FailureRole: Sendable {
    case notJudged
    /// What it sent and got.
    case judged
    /// The same, and a refusal that it only shows without failing.
    case judgedWithAnswers
    /// What it sent and got, or the tokens that came.
    case judgedWithTokens
    /// What came of an authorization, whether an exchange was recorded or not.
    case judgedAsAuthorization
}

/// What a command does in a dry run, where requests are shown and not sent.
package enum DryRole: Sendable {
    /// It runs: it has no effect outside the run's own copy of the session.
    case runs
    /// It runs up to each request, which is shown; then this stands in for what an answer would bring.
    case sends(standIn: DryStandIn?)
    /// It asks for what only an answer has, so nothing is said.
    case skipped(standIn: DryStandIn?)
    /// It is told, and not done.
    case told
}

/// Puts into the session what a command would have brought, with stand-ins such as `<access_token>`.
package typealias DryStandIn =
    @Sendable (_ call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic) -> Void

/// When the answer of a command is worth a line in the output of a run.
public enum ShownRole: Sendable {
    case always
    /// Only where somebody types: a run that goes well is silent about it.
    case atPrompt
    /// As ``atPrompt``; and it counts as an expectation.
    case expectation
}

extension Set<Origin.Kind> {
    /// What the user has typed.
    package static let typed: Set<Origin.Kind> = [.prompt, .debugger, .commandLine]
    /// What is typed, and what stands in files and on standard input.
    package static let texts: Set<Origin.Kind> = typed.union([.standardInput, .recipe, .included])
    /// The same, and what a plugin runs for a command that the user has given.
    package static let textsAndPlugins: Set<Origin.Kind> = texts.union([.plugin])
    /// Everything, hooks too.
    package static let everyone: Set<Origin.Kind> = Set(Origin.Kind.allCases)
}
