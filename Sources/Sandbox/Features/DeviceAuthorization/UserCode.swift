internal import SandboxCore

/// The short code that a user enters (RFC 8628 §6.1): `WDJB-MJHT`, eight of twenty consonants, so that no word comes of
/// it.
struct UserCode: Sendable, Equatable {
    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
    private static let length = 8

    /// With its hyphen.
    let text: String

    /// Takes a number of 64 random bits, of which 20^8 codes are made.
    init(randomBytes: (Int) -> [UInt8]) {
        var number = randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let base = UInt64(UserCode.alphabet.count)
        let letters = (0..<UserCode.length).map { _ in
            defer { number /= base }
            return UserCode.alphabet[Int(number % base)]
        }
        text = UserCode.grouped(letters)
    }

    /// Reads what a user entered: in either case, with or without hyphens and spaces. Nil where it cannot be a code.
    init?(entered: String) {
        let letters = entered.prefix(100).uppercased().filter { !$0.isWhitespace && $0 != "-" }
        guard letters.count == UserCode.length, letters.allSatisfy(UserCode.alphabet.contains) else { return nil }
        text = UserCode.grouped(Array(letters))
    }

    var hash: String { Secret.hash(text) }

    private static func grouped(_ letters: [Character]) -> String {
        "\(String(letters.prefix(length / 2)))-\(String(letters.dropFirst(length / 2)))"
    }
}
