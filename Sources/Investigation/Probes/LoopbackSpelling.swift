internal import HTTPMessage
internal import Workbench

/// The ways to write this machine's name in a URL. They are one place, and yet another text to whoever compares.
enum LoopbackSpelling {
    private static let hosts = ["127.0.0.1", "localhost", "[::1]"]

    /// The same URL with the other spellings of its host; none where its host is another machine.
    static func others(of url: String) -> [String] {
        guard let scheme = url.firstRange(of: "://") else { return [] }
        let rest = url[scheme.upperBound...]
        guard let host = hosts.first(where: { rest.hasPrefix($0) }) else { return [] }
        let tail = rest.dropFirst(host.count)
        guard tail.first.map({ ":/?#".contains($0) }) ?? true else { return [] }
        return hosts.filter { $0 != host }.map { url[..<scheme.upperBound] + $0 + tail }
    }
}
