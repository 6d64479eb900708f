/// How the program can end, for help, the manual page and `--help`.
public enum ExitStatus {
    /// Every exit code with its meaning, in ascending order.
    public static let all: [(code: Int32, meaning: String)] = [
        (0, "all held"), (1, "an expectation failed"), (2, "the script does not parse"),
        (3, "something could not be run"), (4, "something essential of a token could not be checked"),
        (64, "wrong usage"), (130, "interrupted"),
    ]

    /// All in one sentence.
    public static var sentence: String { all.map { "\($0.code) \($0.meaning)" }.joined(separator: "; ") + "." }
}
