extension HTTPExchange {
    /// The exchange with every text in it rewritten: addresses, headers, bodies that are text, and what was said of a
    /// failure.
    public func rewritten(_ rewrite: (String) -> String) -> HTTPExchange {
        var copy = self
        copy.request.url = rewrite(request.url)
        copy.request.headers = request.headers.rewritten(rewrite)
        copy.request.body = request.body.map { HTTPExchange.rewritten($0, rewrite) }
        copy.sentHead = sentHead.map(rewrite)
        copy.receivedHead = receivedHead.map(rewrite)
        copy.proxy = proxy.map(rewrite)
        switch outcome {
        case .failure(let failure):
            copy.outcome = .failure(TransportError(failure.code, rewrite(failure.message)))
        case .response(var response):
            response.reason = rewrite(response.reason)
            response.headers = response.headers.rewritten(rewrite)
            response.body = HTTPExchange.rewritten(response.body, rewrite)
            copy.outcome = .response(response)
        }
        return copy
    }

    /// A body rewritten as text, also where it is none.
    public static func rewritten(_ body: [UInt8], _ rewrite: (String) -> String) -> [UInt8] {
        if let text = String(validating: body, as: UTF8.self) { return Array(rewrite(text).utf8) }
        // Each byte as a character of its own: what is ASCII in it, such as a token, reads as it is.
        let text = String(String.UnicodeScalarView(body.map { UnicodeScalar($0) }))
        let rewritten = rewrite(text)
        if rewritten == text { return body }
        return rewritten.unicodeScalars.flatMap { scalar in
            scalar.value < 256 ? [UInt8(scalar.value)] : Array(String(scalar).utf8)
        }
    }
}

extension HTTPHeaders {
    fileprivate func rewritten(_ rewrite: (String) -> String) -> HTTPHeaders {
        HTTPHeaders(
            fields.map { field in
                // With its name before it, by which a short secret is known.
                let line = rewrite("\(field.name): \(field.value)")
                guard let colon = line.firstRange(of: ": ") else { return HTTPHeader(rewrite(field.name), "") }
                return HTTPHeader(String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
            })
    }
}
