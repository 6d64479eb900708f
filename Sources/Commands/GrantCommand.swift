internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Script
internal import Session
internal import Workbench

/// The commands that run grants by their names, made from what the grants say of themselves.
enum GrantCommand {
    /// One for each grant that has no command of its own: `grant client-credentials`; and one under the short name of a grant
    /// that has one: `device`.
    ///
    /// - Parameter names: the commands that there are.
    static func all(besides names: Set<String>) -> [Command] {
        GrantFlow.all.flatMap { grant -> [Command] in
            if let short = grant.description.shortName, names.contains(short) { return [] }
            let own = command(grant, name: "grant \(spelled(grant))")
            return [own] + (grant.description.shortName.map { [command(grant, name: $0)] } ?? [])
        }
    }

    /// The grant's name as a word of the language: the short one, else the last part of `grant_type`, with hyphens.
    private static func spelled(_ grant: GrantFlow) -> String {
        let name = grant.description.shortName ?? grant.type.split(separator: ":").last.map(String.init) ?? grant.type
        return name.replacing("_", with: "-")
    }

    private static func command(_ grant: GrantFlow, name: String) -> Command {
        let description = grant.description
        let inputs = description.inputs.map { input in
            "\(input.name)\(input.isRequired ? "" : " (optional)")\(input.isRepeatable ? ", may be repeated" : ""): \(input.summary)"
        }
        let example =
            ([name] + description.inputs.filter(\.isRequired).map { "\($0.name)=…" }
            + (description.asksUser ? ["--as ada"] : [])).joined(separator: " ")
        return Command(
            name, .flow, "\(description.summary) (\(description.section))",
            options: (description.asksUser ? Workbench.userOptions : []) + Workbench.tokenOptions,
            takesItems: true,
            items: description.inputs.map { ItemShape($0.name, $0.summary, completes: $0.topic) },
            details: """
                Sends grant_type=\(grant.type) and authenticates the client. The tokens that come are saved, chosen and \
                refreshed like all others.

                \(inputs.joined(separator: "\n"))

                Every other item changes the first request, as with `exchange`.
                """,
            traits: CommandTraits(
                effect: .sends, runBy: .textsAndPlugins, needs: nil,
                recipe: .kept(needs: [.client], makes: [.token], renews: true), locked: .refused,
                failure: .judgedWithTokens, dry: .sends(standIn: nil), comparesSecrets: false, shown: .always),
            examples: [example]
        ) { call, bench throws(Diagnostic) in try await run(grant, call, bench) }
    }

    private static func run(
        _ grant: GrantFlow, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let own = Set(grant.description.inputs.map(\.name))
        var values = FormParameters()
        for item in call.items where own.contains(item.name) {
            switch item.kind {
            case .string, .json: values.add(item.name, item.value.plainText)
            case .file: values.add(item.name, try bench.text(ofFile: item.value.plainText, namedIn: call))
            case .query, .header, .omission: break
            }
        }
        let client = try bench.client()
        let requested = client.registration.scope
        return try await bench.fetchTokens(
            GrantRun(
                grant: grant, inputs: GrantInputs(values, requested: requested.isEmpty ? nil : requested),
                client: client),
            for: call.without(items: own))
    }
}

extension FlowInput {
    /// What completes its value.
    fileprivate var topic: CompletionTopic? {
        if isSecret { return .secret }
        switch hint {
        case .scope?: return .scope
        case .redirectURI?: return .redirectURI
        case .token?: return .token
        default: return nil
        }
    }
}
