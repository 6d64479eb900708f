internal import HTTPMessage
internal import JSONKit

/// A request in lines, its parameters decoded.
enum DryText {
    static func lines(_ request: HTTPRequest) -> String {
        let address = request.url.split(separator: "?", maxSplits: 1).map(String.init)
        let query = address.count > 1 ? parameters(address[1], mark: "?") : []
        let headers = request.headers.map { "\($0.name): \($0.value)" }
        let lines = query + headers + body(request)
        return (["  \(request.method) \(address.first ?? "")"] + lines.map { "      \($0)" }).joined(separator: "\n")
    }

    private static func parameters(_ text: String, mark: String) -> [String] {
        FormParameters.parse(text).map { "\(mark) \($0.name)=\($0.value)" }
    }

    private static func body(_ request: HTTPRequest) -> [String] {
        guard let body = request.body, !body.isEmpty else { return [] }
        guard let text = String(validating: body, as: UTF8.self) else { return ["(\(body.count.counted("byte")))"] }
        if request.headers["Content-Type"]?.hasPrefix(MediaType.form) == true {
            return parameters(text, mark: "·")
        }
        let shown = (try? JSON(parsing: text))?.text(.pretty) ?? text
        return shown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
}
