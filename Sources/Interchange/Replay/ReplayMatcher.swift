internal import Encodings
internal import HTTPMessage
internal import JSONKit

/// Whether a request is the one that was recorded, and what its values have become.
struct ReplayMatcher {
    /// Recorded values and what stands for them in this run.
    private var bindings: [String: String] = [:]
    /// Stand-ins for secrets that an answer of the recording has brought, which must come back as they are.
    private var known: Set<String> = []

    /// What a client makes afresh for each request.
    private static let fresh: Set<String> = [
        "state", "nonce", "code_challenge", "code_verifier", "client_assertion", "jti", "dpop",
    ]

    /// Headers that say nothing of what is asked.
    private static let ignoredHeaders: Set<String> = [
        "user-agent", "accept-encoding", "host", "content-length", "origin",
    ]

    /// What differs, in words; empty where it is the same request, whose new values are bound then.
    mutating func differences(from recorded: HTTPRequest, in sent: HTTPRequest) -> [String] {
        var differences: [String] = []
        if recorded.method != sent.method {
            differences += [words("the method", recorded.method, sent.method), "", ""]
        }
        differences += addressDifferences(recorded.url, sent.url)
        differences += headerDifferences(recorded.headers, sent.headers)
        differences += bodyDifferences(recorded, sent)
        return differences
    }

    /// The recorded answer with this run's values in it.
    mutating func answer(to request: HTTPRequest, from recorded: HTTPExchange) -> HTTPExchange {
        let masked = recorded.response.map {
            String(decoding: $0.body, as: UTF8.self) + $0.headers.map(\.value).joined(separator: " ")
        }
        for match in (masked ?? "").matches(of: StandIn.pattern) { known.insert(String(match.output)) }
        for match in (masked ?? "").matches(of: StandIn.jwt) { renew(match.output) }
        var answer = recorded.rewritten(current)
        answer.request = request
        return answer
    }

    /// Puts this run's values into the claims of a JWT, which nobody has signed any more.
    private mutating func renew(_ jwt: (Substring, Substring, Substring, Substring)) {
        guard let claims = Base64.decodeLenient(String(jwt.2)).flatMap({ String(validating: $0, as: UTF8.self) }) else {
            return
        }
        // JSON may write a slash as it likes.
        let renewed = current(claims.replacing("\\/", with: "/"))
        guard renewed != claims else { return }
        bindings[String(jwt.0)] = "\(jwt.1).\(Base64URL.encode(Array(renewed.utf8))).\(jwt.3)"
    }

    /// A recorded text as it reads in this run.
    private func current(_ text: String) -> String {
        var text = text
        for (recorded, sent) in bindings.sorted(by: { $0.key.utf8.count > $1.key.utf8.count }) where recorded != sent {
            text = text.replacing(recorded, with: sent)
            let encoded = FormCoding.encode(recorded)
            if encoded != recorded { text = text.replacing(encoded, with: FormCoding.encode(sent)) }
        }
        return text
    }

    // MARK: The parts of a request

    private mutating func addressDifferences(_ recorded: String, _ sent: String) -> [String] {
        guard let one = URLParts(recorded), let other = URLParts(sent) else {
            return recorded == sent ? [] : [words("the URL", recorded, sent)]
        }
        var differences: [String] = []
        if one.origin != other.origin, bindings[one.origin] != other.origin {
            if bindings[one.origin] == nil, one.isLoopback, other.isLoopback {
                bindings[one.origin] = other.origin
            } else {
                differences += [words("the server", one.origin, other.origin), ""]
            }
        }
        if current(one.path) != other.path { differences += [words("the path", one.path, other.path), ""] }
        return differences + parameterDifferences(one.query ?? "", other.query ?? "")
    }

    private mutating func headerDifferences(_ recorded: HTTPHeaders, _ sent: HTTPHeaders) -> [String] {
        let names = Set((recorded.map(\.name) + sent.map(\.name)).map { $0.lowercased() })
        return names.subtracting(ReplayMatcher.ignoredHeaders).sorted().flatMap { name in
            difference(name, recorded[name], sent[name])
        }
    }

    private mutating func bodyDifferences(_ recorded: HTTPRequest, _ sent: HTTPRequest) -> [String] {
        let one = recorded.body ?? []
        let other = sent.body ?? []
        if one == other { return [] }
        if sent.headers["Content-Type"]?.hasPrefix(MediaType.form) == true {
            return parameterDifferences(String(decoding: one, as: UTF8.self), String(decoding: other, as: UTF8.self))
        }
        if let one = try? JSON(parsing: one), let other = try? JSON(parsing: other) {
            return difference("body", one, other)
        }
        return difference("the body", String(decoding: one, as: UTF8.self), String(decoding: other, as: UTF8.self))
    }

    private mutating func parameterDifferences(_ recorded: String, _ sent: String) -> [String] {
        let one = FormParameters.parse(recorded)
        let other = FormParameters.parse(sent)
        return Set(one.map(\.name) + other.map(\.name)).sorted().flatMap { name -> [String] in
            let values = one.all(name)
            let sentValues = other.all(name)
            return (0..<max(values.count, sentValues.count)).flatMap { index in
                difference(
                    name, index < values.count ? values[index] : nil, index < sentValues.count ? sentValues[index] : nil
                )
            }
        }
    }

    private mutating func difference(_ path: String, _ recorded: JSON, _ sent: JSON) -> [String] {
        if let one = recorded.string, let other = sent.string { return difference(path, one, other) }
        if let one = recorded.elements, let other = sent.elements, one.count == other.count {
            return zip(one, other).enumerated().flatMap { difference("\(path)[\($0)]", $1.0, $1.1) }
        }
        if let one = recorded.members, let other = sent.members, Set(one.map(\.name)) == Set(other.map(\.name)) {
            return one.flatMap { difference("\(path).\($0.name)", $0.value, sent[$0.name] ?? .null) }
        }
        return recorded == sent ? [] : [words(path, recorded.text(), sent.text())]
    }

    // MARK: One value

    private mutating func difference(_ name: String, _ recorded: String?, _ sent: String?) -> [String] {
        guard let recorded else { return ["\(name), which the recording has not"] }
        guard let sent else { return ["\(name), which was not sent"] }
        return isSame(name, recorded, sent) ? [] : [words(name, recorded, sent)]
    }

    private mutating func isSame(_ name: String, _ recorded: String, _ sent: String) -> Bool {
        if recorded == sent || current(recorded) == sent { return true }
        if let match = recorded.firstMatch(of: StandIn.pattern), !known.contains(String(match.output)) {
            let head = current(String(recorded[..<match.range.lowerBound]))
            let tail = current(String(recorded[match.range.upperBound...]))
            guard sent.utf8.count >= head.utf8.count + tail.utf8.count, sent.hasPrefix(head), sent.hasSuffix(tail)
            else {
                return false
            }
            return bind(String(match.output), String(sent.dropFirst(head.count).dropLast(tail.count)))
        }
        let isFresh = ReplayMatcher.fresh.contains(name.lowercased()) || (isUUID(recorded) && isUUID(sent))
        return isFresh && bind(recorded, sent)
    }

    private mutating func bind(_ recorded: String, _ sent: String) -> Bool {
        guard !recorded.isEmpty, bindings[recorded] == nil || bindings[recorded] == sent else { return false }
        bindings[recorded] = sent
        return true
    }

    private func isUUID(_ text: String) -> Bool {
        text.wholeMatch(of: /[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/) != nil
    }

    private func words(_ name: String, _ recorded: String, _ sent: String) -> String {
        "\(name): recorded \(shown(recorded)), now \(shown(sent))"
    }

    private func shown(_ text: String) -> String { "\"\(text.count > 80 ? text.prefix(80) + "…" : text)\"" }
}
