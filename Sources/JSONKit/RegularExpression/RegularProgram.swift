/// One state of the machine that a regular expression becomes.
enum RegularInstruction: Sendable {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    /// Go on at both places.
    case split(Int, Int)
    case jump(Int)
    case begin
    case end
    case accept
}

/// Makes the machine.
struct RegularProgram {
    private var instructions: [RegularInstruction] = []
    private static let limit = 10_000

    /// Nil if the machine would have too many states.
    static func compile(_ tree: RegularTree) -> [RegularInstruction]? {
        var program = RegularProgram()
        guard program.add(tree) else { return nil }
        program.instructions.append(.accept)
        return program.instructions
    }

    private mutating func add(_ tree: RegularTree) -> Bool {
        guard instructions.count < Self.limit else { return false }
        switch tree {
        case .empty: return true
        case .begin: instructions.append(.begin)
        case .end: instructions.append(.end)
        case .set(let set): instructions.append(Self.instruction(for: set))
        case .sequence(let trees): return trees.allSatisfy { add($0) }
        case .choice(let trees): return addChoice(trees[...])
        case .repeated(let tree, let minimum, let maximum):
            return add(tree, minimum: minimum, maximum: maximum)
        }
        return true
    }

    private static func instruction(for set: ScalarSet) -> RegularInstruction {
        if !set.isNegated, set.items.count == 1, case .range(let range) = set.items[0],
            range.lowerBound == range.upperBound
        {
            return .scalar(range.lowerBound)
        }
        return .set(set)
    }

    private mutating func addChoice(_ trees: ArraySlice<RegularTree>) -> Bool {
        var jumps: [Int] = []
        for tree in trees.dropLast() {
            let split = reserve()
            guard add(tree) else { return false }
            jumps.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        guard let last = trees.last, add(last) else { return false }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
        return true
    }

    private mutating func add(_ tree: RegularTree, minimum: Int, maximum: Int?) -> Bool {
        for _ in 0..<minimum {
            let before = instructions.count
            guard add(tree) else { return false }
            // Repeating nothing adds nothing, however often.
            if instructions.count == before { return true }
        }
        guard let maximum else { return addLoop(tree) }
        var splits: [Int] = []
        for _ in minimum..<maximum {
            splits.append(reserve())
            guard add(tree), instructions.count < Self.limit else { return false }
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
        return true
    }

    private mutating func addLoop(_ tree: RegularTree) -> Bool {
        let split = reserve()
        guard add(tree) else { return false }
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
        return true
    }

    /// A state whose targets are not known yet.
    private mutating func reserve() -> Int {
        instructions.append(.jump(0))
        return instructions.count - 1
    }
}
