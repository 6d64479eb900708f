internal import Answers
internal import Diagnostics
internal import HTTPMessage
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows
internal import Script
internal import Session
internal import Workbench

/// The commands that run a grant, made from what the grants say of themselves.
enum GrantCommand {
    /// One for each grant that has no command of its own: `grant client-credentials`; one under the short name of a grant
    /// that has one: `device`; and one for all other grants: `grant TYPE`.
    ///
    /// - Parameter names: the commands that there are.
    static func all(besides names: Set<String>) -> [Command] {
        [other]
            + GrantFlow.all.flatMap { grant -> [Command] in
                if let short = grant.description.shortName, names.contains(short) { return [] }
                let own = command(grant, name: "grant \(spelled(grant))")
                return [own] + (grant.description.shortName.map { [command(grant, name: $0)] } ?? [])
            }
    }

    /// The grant's name as a word of the language: the short one, else the last part of `grant_type`, with hyphens.
    private static func spelled(_ grant: GrantFlow) -> String {
        let description = grant.description
        let name =
            description.word ?? description.shortName ?? grant.type.split(separator: ":").last.map(String.init)
            ?? grant.type
        return name.replacing("_", with: "-")
    }

    private static let traits = CommandTraits(
        effect: .sends, runBy: .textsAndPlugins, needs: nil,
        recipe: .kept(needs: [.client], makes: [.token], renews: true), locked: .refused, failure: .judgedWithTokens,
        dry: .sends(standIn: nil), comparesSecrets: false, shown: .always)

    /// Any grant by its `grant_type`.
    private static let other = Command(
        "grant", .flow, "tokens by any grant, named by its grant_type (RFC 6749 §4.5)",
        operands: [OperandShape("TYPE", .word, "the value of grant_type: a name or a URI")],
        options: Workbench.tokenOptions, takesItems: true,
        items: [
            ItemShape("scope", "what is asked for (RFC 6749 §3.3)", completes: .scope),
            ItemShape("resource", "the API that the token is for (RFC 8707)"),
            ItemShape("audience", "the API that the token is for, by a name that the server knows"),
        ],
        details: """
            Sends grant_type=TYPE with the items as its parameters, and authenticates the client. A grant that Keyway knows \
            takes its own inputs. The tokens that come are saved, chosen and refreshed like all others.
            """,
        traits: traits, examples: ["grant urn:example:grant code=1234 scope=profile"]
    ) { call, bench throws(Diagnostic) in
        let type = call.text(0) ?? ""
        return try await run(GrantFlow.all.first { $0.type == type } ?? .other(type), call, bench)
    }

    private static func command(_ grant: GrantFlow, name: String) -> Command {
        let description = grant.description
        return Command(
            name, .flow, "\(description.summary) (\(description.section))",
            options: (description.asksUser ? Workbench.userOptions : []) + Workbench.tokenOptions,
            takesItems: true,
            items: description.inputs.map { ItemShape($0.name, $0.summary, completes: $0.topic) },
            details: details(grant), traits: traits, examples: examples(description, name)
        ) { call, bench throws(Diagnostic) in try await run(grant, call, bench) }
    }

    private static func details(_ grant: GrantFlow) -> String {
        let description = grant.description
        let inputs = description.inputs.map { input in
            let isOptional = !input.isRequired || input.usual != nil
            return
                "\(input.name)\(isOptional ? " (optional)" : "")\(input.isRepeatable ? ", may be repeated" : ""): \(input.summary)"
        }
        let usual = description.inputs.first { $0.usual == .currentToken }
        let paragraphs: [String?] = [
            description.caution,
            """
            Sends grant_type=\(grant.type) and authenticates the client. The tokens that come are saved, chosen and \
            refreshed like all others.
            """,
            inputs.joined(separator: "\n"),
            usual.map {
                "Without \($0.name) the token in use is taken. 2.id and 2.refresh name the other tokens of set 2."
            },
            GrantItems.makesJWT(description)
                ? "claim.NAME and header.NAME set any other member of the JWT, with := a number or a list; -NAME leaves one out."
                : nil,
            "Every other item changes the first request, as with `exchange`.",
        ]
        return paragraphs.compactMap { $0 }.joined(separator: "\n\n")
    }

    private static func examples(_ description: FlowDescription, _ name: String) -> [String] {
        let items = description.example.isEmpty ? [] : [description.example]
        return [([name] + items + (description.asksUser ? ["--as ada"] : [])).joined(separator: " ")]
    }

    private static func run(
        _ grant: GrantFlow, _ call: CommandContext, _ bench: isolated Workbench
    ) async throws(Diagnostic) -> Answer {
        let items = try GrantItems(call, grant.description, bench)
        let client = try bench.client()
        // Where the server states no scope, an exchange keeps that of the token.
        let requested = items.parent?.tokens.scope ?? client.registration.scope
        return try await bench.fetchTokens(
            GrantRun(
                grant: grant,
                inputs: GrantInputs(
                    items.values, requested: requested.isEmpty ? nil : requested, draft: items.draft),
                client: client, parent: items.parent),
            for: items.rest)
    }
}

extension FlowInput {
    /// What completes its value.
    fileprivate var topic: CompletionTopic? {
        switch hint {
        case .token?, .idToken?: return .token
        default: break
        }
        if isSecret { return .secret }
        switch hint {
        case .scope?: return .scope
        case .redirectURI?: return .redirectURI
        case .tokenType?: return .tokenType
        default: return nil
        }
    }
}
