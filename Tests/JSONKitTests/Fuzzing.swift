import Foundation

/// How long the properties are held against ever new values; see `scripts/fuzz`.
enum Fuzzing {
    static let seconds = ProcessInfo.processInfo.environment["KEYWAY_FUZZ_SECONDS"].flatMap { Int($0) } ?? 0
}
