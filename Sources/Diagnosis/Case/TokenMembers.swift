internal import HTTPMessage
internal import JSONKit

/// The members of a response.
enum TokenMembers {
    static func of(_ response: HTTPResponse) -> JSON? {
        guard let json = try? JSON(parsing: response.body) else { return form(response) }
        return json.kind == .object ? json : nil
    }

    /// A form with tokens, as GitHub answers whoever does not ask for JSON.
    private static func form(_ response: HTTPResponse) -> JSON? {
        guard [MediaType.form, "text/plain"].contains(response.mediaType ?? "") else { return nil }
        let form = FormParameters.parse(String(decoding: response.body.prefix(1 << 16), as: UTF8.self))
        guard form.first("access_token") != nil else { return nil }
        return JSON(members: form.map { ($0.name, JSON($0.value)) })
    }
}
