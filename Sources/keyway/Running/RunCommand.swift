internal import ArgumentParser
internal import Reports
internal import Script
internal import Workbench

/// `keyway run FILE… | DIR…`: recipes, each in a session of its own that ends with it.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run recipe files, or all in a folder.",
        discussion: """
            Each runs in a fresh session that ends with it, or in the one that --session names. Here --timeout limits the \
            whole run, and --request-timeout each request.

            Exit codes: 0 all held; 1 an expectation failed; 2 a recipe does not parse; 3 something could not be run, or \
            the time was over; 64 wrong usage; 130 interrupted. Of several the first recipe's counts.
            """)

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Go on with the next step after a failure.")
    var keepGoing = false

    @Flag(name: .shortAndLong, help: "Show the bodies of the answers.")
    var verbose = false

    @Flag(help: "Stop before each command and ask what to do; needs a terminal.")
    var step = false

    @Flag(name: .shortAndLong, help: "Show only what failed, and the summary.")
    var quiet = false

    @Option(help: ArgumentHelp("Run so many recipes at once; each is shown when it ends.", valueName: "n"))
    var jobs = 1

    @Option(help: ArgumentHelp("Run each recipe so many times.", valueName: "n"))
    var `repeat` = 1

    @Option(help: ArgumentHelp("Run only this step: its title, or a part of it; may be repeated.", valueName: "step"))
    var only: [String] = []

    @Option(help: ArgumentHelp("Begin with this step.", valueName: "step"))
    var from: String?

    @Option(help: ArgumentHelp("End with this step.", valueName: "step"))
    var to: String?

    @Option(
        name: .customLong("tag"),
        help: ArgumentHelp("Run only the steps with this tag; may be repeated.", valueName: "name"))
    var tags: [String] = []

    @Option(help: ArgumentHelp("Run part I of N: every Nth of the sorted recipes.", valueName: "i/n"))
    var shard: Shard?

    @Flag(help: "Show each request that would be sent, and send nothing.")
    var dryRun = false

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp(
            "Write a report: junit, tap, json or html (a folder); may be repeated.", valueName: "format=file"),
        completion: .list(ReportFormat.all.map { "\($0.name)=" }))
    var reports: [ReportOrder] = []

    @Option(
        help: ArgumentHelp("Keep the run's exchanges in this archive, with secrets masked.", valueName: "file"),
        completion: .file())
    var record: String?

    @Option(
        help: ArgumentHelp("Answer from this recording instead of the network.", valueName: "file"),
        completion: .file(extensions: ["har"]))
    var offline: String?

    @Argument(help: "The recipes, or folders of them.", completion: .recipes)
    var files: [String]

    func validate() throws {
        guard (1...64).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 64") }
        guard (1...100_000).contains(self.repeat) else { throw ValidationError("--repeat takes a number of 1 or more") }
        if jobs > 1, shared.session != nil {
            throw ValidationError("--session names one session, and --jobs runs each recipe in one of its own")
        }
        if offline != nil, jobs > 1 {
            throw ValidationError("--offline replays one recipe after the other, without --jobs")
        }
        if offline != nil, record != nil || dryRun {
            throw ValidationError("--offline sends nothing that --record could keep, or --dry-run hold back")
        }
        if step, jobs > 1 || quiet {
            throw ValidationError("--step asks before each command, without --jobs or --quiet")
        }
        if dryRun, record != nil { throw ValidationError("--dry-run sends nothing that --record could keep") }
    }

    func run() async throws {
        let system = System(shared.values(limitsRun: true))
        let recipes = try RecipeFiles(system).recipes(files, shard: shard, times: self.repeat)
        let plan = try RunPlan(self, system)
        let start = system.clock()
        let results = await RunPool(system, plan, jobs: jobs, seconds: shared.timeout).run(recipes)
        try RunOutcomes(system, plan, results, startedAt: start).finish()
    }
}

/// What is the same for every recipe of a run.
struct RunPlan: Sendable {
    var selection = StepSelection()
    let session: String?
    let keepsGoing: Bool
    let isVerbose: Bool
    let isQuiet: Bool
    let isDry: Bool
    let reports: [ReportOrder]
    let recording: String?
    /// The recording that is replayed.
    let replay: Replay?

    /// Where a failure, and with --step every command, is asked about.
    let console: DebugPrompt?
    let steps: Bool

    /// Whether everything is kept, for a report or a recording.
    var keepsExchanges: Bool { !reports.isEmpty || recording != nil }

    init(_ command: RunCommand, _ system: System) throws {
        selection.only = command.only
        selection.from = command.from
        selection.to = command.to
        selection.tags = command.tags
        session = command.shared.session
        keepsGoing = command.keepGoing
        isVerbose = command.verbose || command.step
        steps = command.step
        let mayAsk = command.jobs == 1 && !command.quiet && !command.keepGoing && !command.dryRun
        console = mayAsk || command.step ? DebugPrompt(system) : nil
        if command.step, console == nil { throw ValidationError("--step needs a terminal to ask at") }
        isQuiet = command.quiet
        isDry = command.dryRun
        reports = command.reports
        recording = command.record
        replay = try command.offline.map { try Replay(system, file: $0) }
    }
}
