import JSONKit
import TestSupport

extension SeededGenerator {
    /// Any value, at most `depth` levels deep.
    mutating func document(depth: Int) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &self) {
        case 0: return .null
        case 1: return JSON(Bool.random(using: &self))
        case 2: return JSON(integer())
        case 3: return JSON(real())
        case 4, 5: return JSON(string())
        case 6: return JSON((0..<Int.random(in: 0..<5, using: &self)).map { _ in document(depth: depth - 1) })
        default:
            let count = Int.random(in: 0..<5, using: &self)
            return JSON(members: (0..<count).map { _ in (string(), document(depth: depth - 1)) })
        }
    }

    mutating func integer() -> Int64 {
        Bool.random(using: &self) ? .random(in: -9...9, using: &self) : Int64(bitPattern: next())
    }

    /// Any bit pattern that is a number.
    mutating func real() -> Double {
        let real = Bool.random(using: &self) ? Double(bitPattern: next()) : Double.random(in: -9...9, using: &self)
        return real.isFinite ? real : 1.1
    }

    /// Short, and rich in characters that want care.
    mutating func string() -> String {
        let characters = [
            "a", "b", "id", "\"", "\\", "/", "'", "\0", "\u{1B}", "\n", "\t", "\u{7F}", "\u{9B}", "ä", "\u{202E}",
            "\u{2028}", "語", "😀", "\u{FFFF}", "\u{10FFFF}", " ",
        ]
        return (0..<Int.random(in: 0..<5, using: &self)).map { _ in
            characters.randomElement(using: &self) ?? ""
        }.joined()
    }
}
