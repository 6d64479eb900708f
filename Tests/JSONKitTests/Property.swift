import JSONKit
import TestSupport
import Testing

/// Holds a property against generated values; of one that fails it reports the smallest it finds.
///
/// `KEYWAY_FUZZ_SECONDS` makes it go on with new seeds for so long.
func check<Value>(
    _ name: String, seed: UInt64, count: Int = 1000, generate: (inout SeededGenerator) -> Value,
    shrink: (Value) -> [Value], holds: (Value) -> Bool
) {
    var seed = seed
    let end = ContinuousClock.now + .seconds(Fuzzing.seconds)
    repeat {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<count {
            let value = generate(&generator)
            guard !holds(value) else { continue }
            Issue.record("\(name) fails with seed \(seed) for \(smallest(value, shrink: shrink, holds: holds))")
            return
        }
        seed &+= 1_000_003
    } while ContinuousClock.now < end
}

/// Goes on to a smaller value that fails as long as there is one.
private func smallest<Value>(_ value: Value, shrink: (Value) -> [Value], holds: (Value) -> Bool) -> Value {
    var value = value
    while let smaller = shrink(value).first(where: { !holds($0) }) { value = smaller }
    return value
}

/// Smaller texts: without one half, without one element.
func shorter(_ bytes: [UInt8]) -> [[UInt8]] {
    guard !bytes.isEmpty else { return [] }
    let half = bytes.count / 2
    let halves = half > 0 ? [Array(bytes[..<half]), Array(bytes[half...])] : []
    return halves
        + bytes.indices.map { index in
            var rest = bytes
            rest.remove(at: index)
            return rest
        }
}

/// Smaller documents: a child instead of the whole, or the whole without a child, or with a smaller one.
func smaller(_ value: JSON) -> [JSON] {
    if let elements = value.elements {
        return elements
            + elements.indices.flatMap { index in
                var rest = elements
                rest.remove(at: index)
                return [JSON(rest)]
                    + smaller(elements[index]).map { child in
                        var changed = elements
                        changed[index] = child
                        return JSON(changed)
                    }
            }
    }
    if let members = value.members {
        return members.map(\.value)
            + members.flatMap { name, child in
                [value.setting(name, to: JSON?.none)] + smaller(child).map { value.setting(name, to: $0) }
            }
    }
    if let string = value.string, !string.isEmpty { return [JSON(String(string.dropFirst())), JSON("")] }
    return []
}
