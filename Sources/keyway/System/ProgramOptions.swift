internal import HTTPMessage
internal import Script
internal import Terminal

/// How answers are written.
enum OutputFormat: String, Sendable, CaseIterable { case text, json }

/// What was said on the command line for the whole program, as plain values: who says nothing waits for no parser.
struct ProgramOptions: Sendable {
    var output = OutputFormat.text
    var color = ColorPolicy.auto
    /// No cursor tricks.
    var isAccessible = false
    /// Variables by name, and the files of variables.
    var variables: [String: String] = [:]
    var variableFiles: [String] = []
    /// The environment of keyway.json whose variables count.
    var environment: String?
    /// What the texts of files may do beyond what they may do anyway.
    var allowed: Set<Permission> = []
    var sending = TransportOptions()
    /// Seconds for one request and for connecting, where they were given.
    var requestTimeout: Double?
    var connectTimeout: Double?
}
