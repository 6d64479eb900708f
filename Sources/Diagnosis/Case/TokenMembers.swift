internal import HTTPMessage
internal import JSONKit

/// The JSON object of a response.
enum TokenMembers {
    static func of(_ response: HTTPResponse) -> JSON? {
        guard let json = try? JSON(parsing: response.body), json.kind == .object else { return nil }
        return json
    }
}
