import TestSupport

extension SeededGenerator {
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
