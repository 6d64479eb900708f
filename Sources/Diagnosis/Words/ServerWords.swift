internal import HTTPMessage
internal import JSONKit
internal import OAuthCore

/// What a server said in one response: its codes and its sentences, wherever it put them.
///
/// Servers that do not follow RFC 6749 §5.2 say what is wrong in challenges, nested JSON, XML, HTML pages and scripts.
/// All of them are read alike, bounded, and made safe to show.
public struct ServerWords: Sendable, Equatable {
    /// Error codes and numbers, as the server wrote them: `invalid_grant`, `50011`, `SERVICE_DISABLED`.
    public private(set) var codes: [String] = []
    /// Sentences for people, as the server wrote them.
    public private(set) var sentences: [String] = []
    /// Whether a page for people answered.
    public private(set) var isPage = false
    /// Codes and sentences in lower case, for comparison.
    package let lowercased: String
    /// The same as bytes, which are searched without regard to how characters are composed.
    let bytes: [UInt8]

    /// At most so many codes and so many sentences are kept.
    private static let most = 12

    /// The words of a response that says nothing.
    public init() {
        lowercased = ""
        bytes = []
    }

    /// The words of a response, whatever its status.
    init(_ response: HTTPResponse) {
        var collector = WordCollector()
        for challenge in AuthenticationChallenge.parse(response.headers) { collector.take(challenge) }
        if let location = response.headers["Location"] { collector.take(FormParameters.parse(location.urlQuery)) }
        let isPage = response.isPage
        collector.take(body: response, isPage: isPage)
        self.init(collector, isPage: isPage)
    }

    /// The words of an authorization response (RFC 6749 §4.1.2.1).
    init(_ parameters: FormParameters) {
        var collector = WordCollector()
        collector.take(parameters)
        self.init(collector, isPage: false)
    }

    /// The words of a page that an application shows, whether or not they tell of an error.
    init(shownBy page: RecordedExchange) {
        var collector = WordCollector()
        if let body = page.response?.body, page.words.isPage { collector.show(PageText.words(body)) }
        self.init(collector, isPage: true)
    }

    private init(_ collector: WordCollector, isPage: Bool) {
        codes = Array(collector.codes.prefix(Self.most)).map { PrintableText.safe($0, limit: 100) }
        sentences = Array(collector.sentences.prefix(Self.most)).map { PrintableText.safe($0, limit: 600) }
        self.isPage = isPage
        lowercased = (collector.codes.prefix(Self.most) + collector.sentences.prefix(Self.most))
            .map(ServerWords.withoutExamples).joined(separator: "\n").lowercased()
        bytes = Array(lowercased.utf8)
    }

    /// A sentence without what it lists as examples in parentheses: RFC 6749 §5.2 explains each code with a list of all
    /// that may be wrong, and servers send that text.
    private static func withoutExamples(_ sentence: String) -> String {
        var rest = StandardText.without(sentence)
        if let start = rest.firstRange(of: "(e.g."), let end = rest[start.upperBound...].firstIndex(of: ")") {
            rest = String(rest[..<start.lowerBound]) + String(rest[rest.index(after: end)...])
        }
        return rest
    }

    /// Whether the response has neither a code nor a sentence.
    public var isEmpty: Bool { codes.isEmpty && sentences.isEmpty }

    /// Each thing that was said once, the sentences first; codes that a sentence repeats are left out.
    public var said: [String] {
        let plain = sentences.joined(separator: "\n").lowercased()
        return sentences + codes.filter { !plain.contains($0.lowercased()) }
    }
}

/// Collects codes and sentences of one response, each once.
private struct WordCollector {
    private(set) var codes: [String] = []
    private(set) var sentences: [String] = []
    /// How many JSON values may still be looked at.
    private var budget = 400

    /// The names of members that hold a code.
    private static let codeNames: Set<String> = [
        "error", "code", "errorcode", "error_code", "error_codes", "suberror", "reason", "error_subcode", "status",
        "errorcodes", "ierrorcode", "error_type", "errortype", "subcode", "detailcode", "name",
    ]
    /// The names of members that hold a sentence.
    private static let sentenceNames: Set<String> = [
        "error_description", "message", "detail", "details", "title", "errorsummary", "error_summary", "msg",
        "errormessage", "error_message", "faultstring", "description", "hint", "error_hint", "error_debug", "errors",
        "error_user_msg", "strserviceexceptionmessage", "developermessage", "userdescription", "cause", "causes",
        "error_details", "longdescription", "errordescription", "errordetail", "help", "warning", "invalid_scope",
    ]

    mutating func take(_ challenge: AuthenticationChallenge) {
        for parameter in challenge.parameters {
            switch parameter.name.lowercased() {
            case "error": code(parameter.value)
            case "error_description": sentence(parameter.value)
            default: continue
            }
        }
    }

    mutating func take(_ parameters: FormParameters) {
        for name in ["error", "error_code", "error_reason", "error_subtype", "authError"] {
            parameters.first(name).map { code($0) }
        }
        for name in ["error_description", "error_message", "error_hint", "message"] {
            parameters.first(name).map { sentence($0) }
        }
    }

    mutating func take(body response: HTTPResponse, isPage: Bool) {
        guard !response.body.isEmpty else { return }
        if let json = try? JSON(parsing: response.body) {
            if json.kind == .object || json.kind == .array {
                take(json, name: "", depth: 0)
            } else if response.status >= 400, let text = json.string {
                sentence(text)
            }
            return
        }
        let text = String(decoding: response.body.prefix(1 << 16), as: UTF8.self)
        if isPage {
            page(text, isRefusal: response.status >= 400)
        } else if text.first(where: { !$0.isWhitespace }) == "<" {
            let words = PageText.words(response.body)
            if !words.isEmpty { sentence(words) }
        } else if let form = MarkedForm.parameters(text) {
            take(form)
        } else if response.status >= 400 {
            sentence(text)
        }
    }

    private mutating func take(_ json: JSON, name: String, depth: Int) {
        budget -= 1
        guard budget > 0, depth < 8 else { return }
        if let members = json.members {
            for member in members { take(member.value, name: member.name.lowercased(), depth: depth + 1) }
        } else if let elements = json.elements {
            for element in elements.prefix(20) { take(element, name: name, depth: depth + 1) }
        } else if let text = json.string {
            takeText(text, name: name)
        } else if let number = json.integer, Self.codeNames.contains(name), name != "status" {
            code(String(number))
        }
    }

    private mutating func takeText(_ text: String, name: String) {
        let isWord = !text.contains(where: \.isWhitespace)
        if Self.codeNames.contains(name) {
            isWord ? code(text) : sentence(text)
        } else if Self.sentenceNames.contains(name) {
            isWord && text.count <= 60 ? code(text) : sentence(text)
        }
    }

    /// The words of a page, and what its scripts hold of an error: some servers write the reason only there.
    private mutating func page(_ text: String, isRefusal: Bool) {
        let words = PageText.words(Array(text.utf8))
        if isRefusal || PageText.tellsOfAnError(words) { sentence(PrintableText.safe(words, limit: 500)) }
        for message in PageText.scriptMessages(text) { sentence(message) }
    }

    /// A text that is shown to the user.
    mutating func show(_ text: String) { sentence(PrintableText.safe(text, limit: 500)) }

    private mutating func code(_ text: String) {
        let text = text.trimmed
        guard !text.isEmpty, text.utf8.count <= 200, !codes.contains(text) else { return }
        codes.append(text)
    }

    private mutating func sentence(_ text: String) {
        let text = text.prefix(2000).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !text.isEmpty, !sentences.contains(text) else { return }
        sentences.append(text)
    }
}

/// A body that reads as a form with an error in it, whatever its media type.
private enum MarkedForm {
    static func parameters(_ text: String) -> FormParameters? {
        guard text.contains("error"), text.contains("="), !text.contains(where: \.isWhitespace) else { return nil }
        return FormParameters.parse(text)
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
