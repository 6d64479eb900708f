internal import ArgumentParser

/// `I/N`: one of so many parts of a suite, as a CI matrix runs them.
struct Shard: ExpressibleByArgument, Sendable, Equatable {
    /// Counted from 1.
    let part: Int
    let count: Int

    init?(argument: String) {
        let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let part = numbers[0], let count = numbers[1], count >= 1, (1...count).contains(part)
        else { return nil }
        self.part = part
        self.count = count
    }

    /// Every Nth in sorted order: the parts are of one size, and together they are everything, each once.
    func chosen(from sorted: [String]) -> [String] {
        sorted.enumerated().filter { $0.offset % count == part - 1 }.map(\.element)
    }
}
