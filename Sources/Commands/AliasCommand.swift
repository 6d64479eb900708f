internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Redaction
internal import Script
internal import Settings
internal import Workbench

enum AliasCommand {
    static let set = Command(
        "alias", .prompt, "give a line, or its beginning, a short name; or list them",
        operands: [
            OperandShape("NAME", .word, required: false, "the short name", completes: .alias),
            OperandShape("=", .mark, required: false),
            OperandShape("WORDS", .word, required: false, "what it stands for, in single quotes"),
        ], takesItems: true,
        details: """
            It counts as the first word of what is typed at the prompt, also behind try and watch; the names of commands come \
            before it. Recipes know none: they must run for everybody. An alias may begin with another one.
            """,
        traits: CommandTraits(
            effect: .changesPreferences, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["alias me = 'get /oauth/userinfo'", "alias again='watch 5s token list'", "alias", "alias me"]
    ) { call, bench throws(Diagnostic) in
        guard let (name, words) = try pair(call) else { return table(bench.aliasFile.load(), bench) }
        guard let words else { return try shown(name, call, bench) }
        try check(name, words, call, bench)
        var aliases = bench.aliasFile.load()
        aliases[name] = words
        try bench.aliasFile.save(aliases)
        return .note("\(name) = \(words)", JSON(members: [(name, JSON(words))]))
    }

    static let list = Command(
        "alias list", .prompt, "list the short names",
        traits: CommandTraits(
            effect: .looks, runBy: .texts, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["alias list"]
    ) { _, bench throws(Diagnostic) in table(bench.aliasFile.load(), bench) }

    static let unset = Command(
        "unalias", .prompt, "forget a short name",
        operands: [OperandShape("NAME", .word, "the short name", completes: .alias)],
        traits: CommandTraits(
            effect: .changesPreferences, runBy: .typed, needs: .preferences, recipe: .leftOut, locked: .works,
            failure: .notJudged, dry: .told, comparesSecrets: false, shown: .always),
        examples: ["unalias me"]
    ) { call, bench throws(Diagnostic) in
        var aliases = bench.aliasFile.load()
        let name = call.text(0) ?? ""
        guard aliases.removeValue(forKey: name) != nil else { throw unknown(name, call, bench) }
        try bench.aliasFile.save(aliases)
        return .note("\(name) is forgotten", ["forgotten": JSON(name)])
    }

    /// The name, and the words if there are any; nil where nothing is named.
    private static func pair(_ call: CommandContext) throws(Diagnostic) -> (name: String, words: String?)? {
        if let item = call.items.first {
            guard call.items.count == 1, call.operands.isEmpty, item.kind == .string else {
                throw Diagnostic(
                    .usage, "alias-words", "an alias is one name and what it stands for", source: call.source,
                    range: item.range,
                    advice: [AliasFile.quoting(call.source.text(in: call.range)) ?? AliasFile.standardQuoting])
            }
            return (item.name, item.value.plainText)
        }
        return call.text(0).map { ($0, call.text(1)) }
    }

    private static func check(
        _ name: String, _ words: String, _ call: CommandContext, _ bench: isolated Workbench
    ) throws(Diagnostic) {
        func refused(_ code: String, _ message: String, _ advice: String) -> Diagnostic {
            Diagnostic(.usage, code, message, source: call.source, range: call.range, advice: [advice])
        }
        guard AliasFile.isName(name) else {
            throw refused("alias-name", "an alias cannot be called \(name)", "up to 32 letters, digits, - and _")
        }
        guard !bench.isTaken(name) else {
            throw refused("alias-taken", "\(name) is a command already, which comes first", "choose another name")
        }
        guard !words.allSatisfy(\.isWhitespace) else {
            throw refused("alias-words", "\(name) would stand for nothing", "forget it: unalias \(name)")
        }
        guard !words.contains(where: \.isNewline) else {
            throw refused(
                "alias-words", "an alias stands for words on one line", "define NAME … end takes several lines")
        }
        guard !HistoryRule.holdsSecret(words), try !bench.masker().hides(words) else {
            throw refused(
                "alias-secret", "there is a secret in it, and aliases are kept in the clear",
                "write {{env.NAME}}, =@FILE or ? in its place")
        }
        if let circle = bench.aliasFile.circle(name, words: words) {
            throw refused(
                "alias-circle", "\(name) would lead back to itself: \(circle.joined(separator: " → "))",
                "begin the words with a command: alias \(name) = 'get /oauth/userinfo'")
        }
        guard bench.aliasFile.load().count < AliasFile.limit else {
            throw refused("alias-many", "there are \(AliasFile.limit) aliases", "forget one: unalias NAME")
        }
    }

    private static func shown(_ name: String, _ call: CommandContext, _ bench: isolated Workbench) throws(Diagnostic)
        -> Answer
    {
        guard let words = bench.aliasFile.load()[name] else { throw unknown(name, call, bench) }
        return .note("\(name) = \(words)", JSON(members: [(name, JSON(words))]))
    }

    private static func unknown(_ name: String, _ call: CommandContext, _ bench: isolated Workbench) -> Diagnostic {
        let near = nearestName(to: name, among: Array(bench.aliasFile.load().keys))
        return Diagnostic(
            .usage, "unknown-alias", "there is no alias \(name)", source: call.source, range: call.range,
            advice: (near.map { ["did you mean \($0)?"] } ?? []) + ["`alias` lists them"])
    }

    private static func table(_ aliases: [String: String], _ bench: isolated Workbench) -> Answer {
        let rows = aliases.sorted { $0.key < $1.key }.map { name, words in
            let isHidden = bench.isTaken(name)
            return [
                AnswerTable.Cell(JSON(name)), AnswerTable.Cell(JSON(words)),
                AnswerTable.Cell(JSON(isHidden), shown: isHidden ? "the command comes first" : ""),
            ]
        }
        return .table(
            AnswerTable(
                ["name", "stands for", "hidden"], rows: rows, emptyText: "no aliases yet: alias NAME = 'WORDS'"))
    }
}
