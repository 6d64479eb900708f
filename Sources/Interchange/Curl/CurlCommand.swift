public import HTTPMessage

/// A curl command line as a request: what browsers copy and API documents show.
public struct CurlCommand: Sendable, Equatable {
    public var request: HTTPRequest
    public var followsRedirects = false
    public var isInsecure = false
    public var proxy: String?
    /// Seconds.
    public var timeout: Double?
    /// Other settings of a transfer, by the names of Keyway's options: `cacert`, `cert`, `key`, `connect-timeout`.
    public var settings: [String: String] = [:]
    /// Options that were read and have no meaning here.
    public var ignored: [String] = []

    /// Reads a command line.
    /// - Parameter readFile: gives the bytes of a file that `@name` stands for.
    public init(
        parsing text: String, readFile: (String) throws(InterchangeError) -> [UInt8]
    ) throws(InterchangeError) {
        let words = try ShellWords.split(text)
        guard let first = words.first, first.split(separator: "/").last == "curl" else {
            throw InterchangeError(
                "curl-command",
                "this is no curl command line: it begins with \(words.first.map { "\"\($0)\"" } ?? "nothing")",
                advice: ["copy it from a browser with \"Copy as cURL (bash)\""])
        }
        var draft = CurlDraft()
        try CurlOption.read(Array(words.dropFirst()), into: &draft, readFile: readFile)
        self = try draft.command()
    }

    init(request: HTTPRequest) { self.request = request }
}
