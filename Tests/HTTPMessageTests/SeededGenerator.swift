/// SplitMix64: a run of a property test can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A short text of any Unicode scalars.
    mutating func text() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &self) {
            if let scalar = Unicode.Scalar(
                UInt32.random(in: 0...0x10FFFF, using: &self) >> UInt32.random(in: 0...14, using: &self))
            {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
