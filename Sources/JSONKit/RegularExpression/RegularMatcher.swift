/// Follows all states of a machine through a text at once.
struct RegularMatcher {
    let program: [RegularInstruction]
    /// Whether the match may begin and end anywhere.
    let isSearch: Bool

    func run(_ text: String.UnicodeScalarView) -> Bool {
        var current = StateSet(capacity: program.count)
        var following = StateSet(capacity: program.count)
        var index = text.startIndex
        while true {
            let place = Place(isBegin: index == text.startIndex, isEnd: index == text.endIndex)
            if place.isBegin || isSearch { follow(0, at: place, into: &current) }
            if current.accepts, isSearch || place.isEnd { return true }
            guard !place.isEnd, isSearch || !current.states.isEmpty else { return false }
            let scalar = text[index]
            text.formIndex(after: &index)
            let next = Place(isBegin: false, isEnd: index == text.endIndex)
            for state in current.states where accepts(scalar, in: state) {
                follow(state + 1, at: next, into: &following)
            }
            swap(&current, &following)
            following.removeAll()
        }
    }

    private struct Place {
        let isBegin: Bool
        let isEnd: Bool
    }

    /// The states that were reached at one place of the text, each once.
    private struct StateSet {
        private(set) var states: [Int] = []
        private var mark: [Bool]
        /// The marked ones.
        private var visited: [Int] = []
        var pending: [Int] = []
        var accepts = false

        init(capacity: Int) { mark = Array(repeating: false, count: capacity) }

        mutating func visit(_ state: Int) -> Bool {
            guard !mark[state] else { return false }
            mark[state] = true
            visited.append(state)
            return true
        }

        mutating func insert(_ state: Int) { states.append(state) }

        mutating func removeAll() {
            for state in visited { mark[state] = false }
            visited.removeAll(keepingCapacity: true)
            states.removeAll(keepingCapacity: true)
            accepts = false
        }
    }

    private func accepts(_ scalar: Unicode.Scalar, in state: Int) -> Bool {
        switch program[state] {
        case .scalar(let wanted): wanted == scalar
        case .set(let set): set.contains(scalar)
        default: false
        }
    }

    /// Adds the state and all that follow it without a character.
    private func follow(_ state: Int, at place: Place, into set: inout StateSet) {
        set.pending.append(state)
        while let state = set.pending.popLast() {
            guard set.visit(state) else { continue }
            switch program[state] {
            case .scalar, .set: set.insert(state)
            case .split(let one, let other): set.pending += [other, one]
            case .jump(let target): set.pending.append(target)
            case .begin: if place.isBegin { set.pending.append(state + 1) }
            case .end: if place.isEnd { set.pending.append(state + 1) }
            case .accept: set.accepts = true
            }
        }
    }
}
