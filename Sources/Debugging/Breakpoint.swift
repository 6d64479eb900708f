internal import Diagnostics
internal import Script
internal import Workbench

/// Where a debugger stops.
enum Breakpoint: Sendable {
    /// A line of a file, or of whichever file is run if none is named.
    case line(Int, file: String?)
    /// The first command of a step whose title is or holds this.
    case step(String)
    /// The first command before which this holds.
    case condition(Expectation, source: ScriptSource)

    var text: String {
        switch self {
        case .line(let line, let file): "line \(file.map { "\($0):" } ?? "")\(line)"
        case .step(let title): "step \"\(title)\""
        case .condition(let expectation, let source): "if \(source.text(in: expectation.range))"
        }
    }
}

/// The breakpoints, and which conditions held at the last stop: one that goes on to hold does not stop again.
struct Breakpoints: Sendable {
    private(set) var all: [(number: Int, breakpoint: Breakpoint)] = []
    private var next = 1
    private var held: Set<Int> = []
    private var lastSteps: [String] = []

    mutating func add(_ breakpoint: Breakpoint) -> Int {
        defer { next += 1 }
        all.append((next, breakpoint))
        return next
    }

    mutating func remove(_ number: Int) -> Bool {
        let count = all.count
        all.removeAll { $0.number == number }
        return all.count < count
    }

    /// The first breakpoint that a stop meets.
    mutating func met(by stop: ScriptStop, _ workbench: Workbench, main: String) async -> Int? {
        let isNewStep = stop.steps != lastSteps
        lastSteps = stop.steps
        var met: Int?
        for (number, breakpoint) in all {
            let meets: Bool
            switch breakpoint {
            case .line(let line, let file):
                meets = stop.place.line == line && (file ?? main).isFile(stop.source.name)
            case .step(let title):
                meets = isNewStep && stop.steps.contains { $0.lowercased().contains(title.lowercased()) }
            case .condition(let condition, let source):
                let evaluator = Evaluator(
                    host: workbench, vocabulary: workbench.vocabulary, source: source, locals: stop.evaluator.locals)
                let holds = (try? await evaluator.holds(condition)) == true
                meets = holds && !held.contains(number)
                if holds { held.insert(number) } else { held.remove(number) }
            }
            if meets, met == nil { met = number }
        }
        return met
    }
}

extension String {
    /// Whether it names this file, with its folders or without.
    fileprivate func isFile(_ path: String) -> Bool { self == path || path.hasSuffix("/\(self)") }
}
