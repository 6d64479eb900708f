import Foundation
import JSONKit
import Testing

@testable import Plugins

/// The plugins of `recipes/plugins`.
@Suite struct ShippedTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("recipes/plugins").path

    /// AWS's own vectors `get-vanilla` and `get-vanilla-query-order-key-case` of its Signature Version 4 test suite.
    @Test(arguments: [
        ("", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        ("?Param2=value2&Param1=value1", "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"),
    ])
    func signaturesAreThoseOfAWS(query: String, signature: String) async throws {
        let body = """
            sys.dont_write_bytecode = True
            sys.path.insert(0, "\(Self.folder)")
            import datetime, sigv4
            keys = {"aws_access_key_id": "AKIDEXAMPLE",
                    "aws_secret_access_key": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
            now = datetime.datetime(2015, 8, 30, 12, 36)
            url = "https://example.amazonaws.com/" + message["params"]["operands"]["query"]
            answer(sigv4.sign("GET", url, b"", keys, "us-east-1", "service", now))
            """
        let process = try PythonPlugin(body).start()
        let headers = try await process.run("sign", operands: ["query": JSON(query)])
        process.bye()
        #expect(
            headers["Authorization"]?.string
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=\(signature)")
    }

    @Test func awsSignsItsHostsAndNoOthers() async throws {
        let keys = FileManager.default.temporaryDirectory.appendingPathComponent("keys-\(UUID().uuidString)").path
        try "[default]\naws_access_key_id = AKID\naws_secret_access_key = s\n".write(
            toFile: keys, atomically: true, encoding: .utf8)
        let process = try PluginProcess(
            Self.folder + "/sigv4.py", name: "sigv4",
            environment: ProcessInfo.processInfo.environment.filter { $0.key == "PATH" }, limits: .forTests,
            log: { _ in }, host: { _, _ in .success(.null) })
        try await process.greet(version: "1")
        #expect(try await process.manifest().hooks == [.request])
        func request(_ url: String) -> JSON {
            ["method": "GET", "url": JSON(url), "headers": ["Authorization": "Bearer x"]]
        }
        #expect(try await process.hook(.request, request("https://api.example/x")) == PluginVerdict())
        let nowhere: JSON = ["file": "/nowhere"]
        #expect(
            await failure { () async throws(PluginError) in
                _ = try await process.run("sigv4-use", operands: nowhere)
            } == "plugin-failed")
        _ = try await process.run("sigv4-use", operands: ["file": JSON(keys)])
        let verdict = try await process.hook(.request, request("https://sts.eu-central-1.amazonaws.com/?Action=X"))
        process.bye()
        let header = verdict.replacement?["headers"]?["Authorization"]?.string ?? ""
        #expect(header.hasPrefix("AWS4-HMAC-SHA256 Credential=AKID/"))
        #expect(header.contains("/eu-central-1/sts/aws4_request"))
        #expect(verdict.notes == ["signed for eu-central-1/sts"])
    }
}
