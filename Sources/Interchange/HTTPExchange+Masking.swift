public import HTTPMessage

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
        switch outcome {
        case .failure(let failure):
            copy.outcome = .failure(TransportError(failure.code, rewrite(failure.message)))
        case .response(var response):
            response.headers = response.headers.rewritten(rewrite)
            response.body = HTTPExchange.rewritten(response.body, rewrite)
            copy.outcome = .response(response)
        }
        return copy
    }

    private static func rewritten(_ body: [UInt8], _ rewrite: (String) -> String) -> [UInt8] {
        guard let text = String(validating: body, as: UTF8.self) else { return body }
        return Array(rewrite(text).utf8)
    }
}

extension HTTPHeaders {
    fileprivate func rewritten(_ rewrite: (String) -> String) -> HTTPHeaders {
        HTTPHeaders(fields.map { HTTPHeader($0.name, rewrite($0.value)) })
    }
}

extension ExportSecrets {
    /// The exchange with stand-ins for all secrets, so that it still reads, and replays, as it was.
    public func masked(_ exchange: HTTPExchange) -> HTTPExchange {
        exchange.rewritten { text in replacing(text, \.standIn) }
    }
}
