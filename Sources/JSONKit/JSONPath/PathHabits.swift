extension PathScanner {
    func habit(expected: String) -> String? { nil }
    func functionHabit(_ name: String) -> String? { nil }
}
