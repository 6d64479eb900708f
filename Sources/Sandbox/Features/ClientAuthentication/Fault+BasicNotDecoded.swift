internal import HTTPMessage
internal import OAuthCore
internal import SandboxCore

extension Fault {
    static var basicNotDecoded: Fault {
        var fault = Fault(
            "basic-not-decoded", "id and secret in HTTP Basic are taken as they stand there, not form-decoded")
        fault.areas = [.token]
        fault.applies = { $0.headers["Authorization"]?.hasPrefix("Basic ") == true }
        fault.call = { call, _ in
            guard let raw = call.headers["Authorization"].flatMap(BasicCredentials.rawText) else { return }
            let halves = raw.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard halves.count == 2 else { return }
            // Encoded once more, so that what is decoded later is what stood there.
            call.headers["Authorization"] = BasicCredentials(id: halves[0], secret: halves[1]).headerValue
        }
        return fault
    }
}
