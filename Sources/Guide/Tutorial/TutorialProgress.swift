internal import Diagnostics
internal import Session
internal import Workbench

/// How far a learner has come, as the session of the lessons keeps it.
package struct TutorialProgress: Equatable {
    /// From 1.
    package var lesson = 1
    /// From 1.
    var step = 1
    /// The lessons that were gone through to their end.
    package var done: Set<Int> = []
    /// The steps that were skipped, by lesson.
    var skipped: [Int: Set<Int>] = [:]

    private static let placeName = "tutorial"
    private static let doneName = "tutorial done"
    private static let skippedName = "tutorial skipped"

    package init() {}

    /// Nil where the session is none of the lessons.
    init?(_ store: SessionStore) throws(Diagnostic) {
        guard let place = try store.setting(Self.placeName) else { return nil }
        let numbers = place.split(separator: ".").compactMap { Int($0) }
        // A lesson may have become shorter since.
        if numbers.count == 2, Lesson.all.indices.contains(numbers[0] - 1) {
            lesson = numbers[0]
            step = Lesson.all[lesson - 1].steps.indices.contains(numbers[1] - 1) ? numbers[1] : 1
        }
        done = Set((try store.setting(Self.doneName) ?? "").split(separator: " ").compactMap { Int($0) })
        for place in (try store.setting(Self.skippedName) ?? "").split(separator: " ") {
            let numbers = place.split(separator: ".").compactMap { Int($0) }
            if numbers.count == 2 { skipped[numbers[0], default: []].insert(numbers[1]) }
        }
    }

    func save(to store: SessionStore) throws(Diagnostic) {
        try store.set(Self.placeName, to: "\(lesson).\(step)")
        try store.set(Self.doneName, to: done.sorted().map(String.init).joined(separator: " "))
        let places = skipped.flatMap { lesson, steps in steps.map { "\(lesson).\($0)" } }
        try store.set(Self.skippedName, to: places.sorted().joined(separator: " "))
    }

    /// Goes to a lesson's first step, as if it had never been tried.
    package mutating func begin(_ number: Int) {
        (lesson, step) = (number, 1)
        skipped[number] = nil
    }

    /// Whether every step of a lesson was done.
    func isDone(_ number: Int) -> Bool { done.contains(number) && skipped[number] == nil }
}
