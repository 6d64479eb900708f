package import HTTPMessage
package import JSONKit
internal import OAuthCore

/// What faults do to replies.
extension Reply {
    /// With its JSON body changed; as it is where its body is none.
    package func changingJSON(_ change: (JSON) -> JSON) -> Reply {
        guard case .bytes(let bytes) = body, let json = try? JSON(parsing: bytes), json.kind == .object else {
            return self
        }
        var reply = self
        reply.body = .bytes(Array(change(json).text().utf8))
        return reply
    }

    /// With the parameters of the callback changed that it sends the browser to; as it is where it sends it elsewhere.
    package func changingCallback(_ change: (inout FormParameters) -> Void) -> Reply {
        guard let location = headers["Location"], let question = location.firstIndex(of: "?") else { return self }
        var parameters = FormParameters.parse(String(location[location.index(after: question)...]))
        guard parameters.first("code") != nil else { return self }
        change(&parameters)
        var reply = self
        reply.headers["Location"] = parameters.added(to: String(location[..<question]))
        return reply
    }
}

extension Call {
    /// The parameters of its form body.
    package var form: FormParameters {
        mediaType == MediaType.form
            ? FormParameters.parse(String(decoding: body, as: UTF8.self)) : FormParameters()
    }

    /// Takes parameters out of the form body.
    package mutating func drop(_ names: String...) {
        var form = form
        for name in names { form.remove(name) }
        body = Array(form.encoded.utf8)
    }
}
