public import Diagnostics
internal import Encodings
public import JSONKit
internal import OAuthCore
internal import Redaction
internal import Script
internal import Session

/// The values behind `{{…}}`.
extension Workbench {
    /// The value of a function, an environment variable, a variable or a value group, in this order; nil where there is
    /// none.
    ///
    /// - Throws: where a function refuses its arguments, or what a group is about is not chosen.
    public func value(named name: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        if let function = ValueFunction.named(name) { return try function.call(arguments, self) }
        if name.hasPrefix("env.") { return try environmentValue(String(name.dropFirst(4))) }
        if let value = try variable(name) { return value }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard let group = ValueGroup.named(parts[0]) else {
            return parts.count == 2 ? try variable(parts[0])?.part(parts[1]) : nil
        }
        let values = try await group.values(self)
        return parts.count == 2 ? values.first { $0.name == parts[1] }?.value : nil
    }

    /// A value of the process's environment; one whose name or form says that it is secret is hidden from now on.
    private func environmentValue(_ name: String) throws(Diagnostic) -> JSON? {
        guard let value = environment.variables[name].map({ JSON($0) }) else { return nil }
        let isSecret = SecretReason(name: name, value: value, isTyped: false) != nil
        let secrets = isSecret ? value.secretTexts : SecretFinder.secrets(inVariable: value).map(\.value)
        if !secrets.isEmpty { try hideHere(secrets) }
        return value
    }

    /// The names that `{{…}}` understands by itself.
    static let reservedNames = Set(ValueGroup.all.map(\.name) + ValueFunction.all.map(\.name) + ["env"])

    /// The names of all functions, variables and values of groups that there are now.
    public func valueNames() async -> [String] {
        var names = ValueFunction.all.map(\.name) + ((try? variables()) ?? []).map(\.name)
        for group in ValueGroup.all {
            let values = (try? await group.values(self)) ?? []
            names += values.map { "\(group.name).\($0.name)" }
        }
        return names
    }

    /// The answer to a query of the session; nil where there is no such query.
    ///
    /// - Throws: where the query fails.
    public func answer(to query: String, arguments: [String]) async throws(Diagnostic) -> JSON? {
        guard let query = SessionQuery.named(query) else { return nil }
        return try await query.answer(arguments, self)
    }

    /// The body of the last response as JSON.
    ///
    /// - Throws: where nothing was sent, or the body is not JSON.
    public func lastBody() async throws(Diagnostic) -> JSON { try lastJSONBody() }
}

/// A function of `{{…}}`. To add one, write it here and name it in ``all``.
package struct ValueFunction: Sendable {
    /// The name by which `{{…}}` calls the function.
    package let name: String
    /// What the function gives, in a few words without a full stop.
    package let summary: String
    let call: @Sendable (_ arguments: [String], _ bench: isolated Workbench) throws(Diagnostic) -> JSON

    /// The function with a name; nil where there is none.
    package static func named(_ name: String) -> ValueFunction? { all.first { $0.name == name } }

    /// Every function, in the order of `help`.
    package static let all: [ValueFunction] = [
        ValueFunction(name: "now", summary: "the time in seconds since 1970") { _, bench in
            JSON(bench.environment.clock() / 1000)
        },
        ValueFunction(name: "uuid", summary: "a random UUID (RFC 9562, version 4)") { _, bench in
            var bytes = bench.environment.random(16)
            bytes[6] = bytes[6] & 0x0F | 0x40
            bytes[8] = bytes[8] & 0x3F | 0x80
            let digits = Hexadecimal.encode(bytes)
            let cuts = [0, 8, 12, 16, 20, 32].map { digits.index(digits.startIndex, offsetBy: $0) }
            return JSON(zip(cuts, cuts.dropFirst()).map { digits[$0..<$1] }.joined(separator: "-"))
        },
        ValueFunction(name: "random", summary: "a random base64url text of N bytes (16)") {
            arguments, bench throws(Diagnostic) in
            let count = arguments.first.map { Int($0) ?? 0 } ?? 16
            guard (1...1024).contains(count) else {
                throw Diagnostic(
                    .usage, "random-length", "random takes a number of bytes from 1 to 1024", found: arguments.first)
            }
            return JSON(Base64URL.encode(bench.environment.random(count)))
        },
        ValueFunction(name: "callback", summary: "the redirect URI that Keyway listens at") { _, bench in
            JSON(bench.environment.variables["KEYWAY_CALLBACK"] ?? "http://127.0.0.1:8765/callback")
        },
    ]
}
