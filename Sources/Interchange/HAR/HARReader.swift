internal import Encodings
internal import HTTPMessage
internal import JSONKit

/// Reads HTTP Archives, Keyway's own and those of browsers and proxies.
public enum HARReader {
    /// - Throws: where the text is no archive; a part that is missing in an entry is read as empty.
    public static func exchanges(_ bytes: [UInt8]) throws(InterchangeError) -> [ExportedExchange] {
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw InterchangeError("har", "the archive is not JSON: \(error)", advice: ["save it again from the tool"])
        }
        guard let entries = json["log"]?["entries"]?.elements else {
            throw InterchangeError(
                "har", "this JSON is no HTTP Archive: it has no log.entries", advice: ["save it as HAR 1.2"])
        }
        var exchanges: [ExportedExchange] = []
        for (index, entry) in entries.enumerated() { exchanges.append(try exchange(entry, index + 1)) }
        return exchanges
    }

    private static func exchange(_ entry: JSON, _ number: Int) throws(InterchangeError) -> ExportedExchange {
        guard let request = entry["request"], let method = request["method"]?.string, let url = request["url"]?.string
        else {
            throw InterchangeError("har", "entry \(number) of the archive has no request with a method and a URL")
        }
        let exchange = HTTPExchange(
            request: HTTPRequest(
                method, url,
                headers: HARMessage.headers(request["headers"], type: request["postData"]?["mimeType"]?.string),
                body: body(request["postData"])),
            outcome: outcome(entry), startedAt: Timestamp.milliseconds(entry["startedDateTime"]?.string ?? "") ?? 0,
            timing: timing(entry), peer: entry["serverIPAddress"]?.string)
        return ExportedExchange(
            number: entry["_number"]?.integer ?? Int64(number), purpose: entry["_purpose"]?.string ?? "resource",
            exchange: exchange)
    }

    private static func body(_ post: JSON?) -> [UInt8]? {
        guard let post else { return nil }
        if let text = post["text"]?.string {
            return post["_encoding"]?.string == "base64" ? Base64.decodeLenient(text) : Array(text.utf8)
        }
        guard let fields = post["params"]?.elements, !fields.isEmpty else { return nil }
        let form = FormParameters(fields.map { ($0["name"]?.string ?? "", $0["value"]?.string ?? "") })
        return Array(form.encoded.utf8)
    }

    private static func outcome(_ entry: JSON) -> HTTPExchange.Outcome {
        let response = entry["response"]
        guard let status = response?["status"]?.integer, (100...999).contains(status) else {
            return .failure(HARMessage.failure(entry))
        }
        let content = response?["content"]
        let isRedirect = (300..<400).contains(status)
        let headers = HARMessage.headers(
            response?["headers"], type: content?["mimeType"]?.string,
            location: isRedirect ? response?["redirectURL"]?.string : nil)
        let version = response?["httpVersion"]?.string ?? ""
        return .response(
            HTTPResponse(
                version: version.split(separator: "/").last.map(String.init) ?? "1.1", status: Int(status),
                reason: response?["statusText"]?.string ?? "", headers: headers,
                body: HARMessage.content(content)))
    }

    private static func timing(_ entry: JSON) -> HTTPTiming {
        func microseconds(_ name: String) -> Int64 {
            guard let number = entry["timings"]?[name]?.number, number > 0, number < 1e9 else { return 0 }
            return Int64(number * 1000)
        }
        let lookup = microseconds("dns")
        let secured = lookup + microseconds("connect")
        let tls = microseconds("ssl")
        let answered = secured + microseconds("send") + microseconds("wait")
        return HTTPTiming(
            lookup: lookup, connect: secured - tls, tls: tls > 0 ? secured : 0, firstByte: answered,
            total: answered + microseconds("receive"))
    }
}
