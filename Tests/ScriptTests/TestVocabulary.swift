import Script

extension Vocabulary {
    /// A dozen commands of the shapes that the workbench's have.
    static let test = Vocabulary(
        commands: [
            CommandShape(name: "use", operands: [OperandShape("NAME", .word)]),
            CommandShape(
                name: "client create", operands: [OperandShape("NAME", .word, "what the user will see")],
                takesItems: true),
            CommandShape(name: "client list"),
            CommandShape(
                name: "provider add",
                operands: [OperandShape("NAME", .word), OperandShape("ISSUER", .word, required: false)],
                takesItems: true),
            CommandShape(
                name: "authorize",
                options: [OptionShape("as", value: "USER", "who signs in"), OptionShape("manual", "paste the URL")],
                takesItems: true),
            CommandShape(name: "exchange", takesItems: true),
            CommandShape(
                name: "get", operands: [OperandShape("URL", .word)],
                options: [OptionShape("body", value: "TEXT", "the body"), OptionShape("no-token", "send no token")],
                takesItems: true),
            CommandShape(name: "show", operands: [OperandShape("QUERY", .query, required: false)], options: [reveal]),
            CommandShape(name: "expect", operands: [OperandShape("QUERY PREDICATE", .expectation)]),
            CommandShape(
                name: "save",
                operands: [OperandShape("NAME", .word), OperandShape("=", .mark), OperandShape("QUERY", .query)],
                options: [OptionShape("secret", "hide it")], setsVariables: true),
            CommandShape(
                name: "set",
                operands: [
                    OperandShape("NAME", .word, required: false), OperandShape("=", .mark, required: false),
                    OperandShape("VALUE", .word, required: false),
                ], takesItems: true, setsVariables: true),
            CommandShape(name: "unset", operands: [OperandShape("NAME", .words)]),
            CommandShape(name: "match", operands: [OperandShape("[QUERY] SHAPE", .comparison)]),
            CommandShape(name: "quit", endsScript: true), CommandShape(name: "interrupt"),
            CommandShape(name: "fail", operands: [OperandShape("KIND", .word)]),
        ],
        queries: [
            QueryShape("status", "the status code"), QueryShape("header", operands: ["NAME"], "a header"),
            QueryShape("body", "the body"), QueryShape("token", operands: ["FIELD"], "a field of the token"),
            QueryShape("redirect", operands: ["NAME"], "a parameter"), QueryShape("error", "the error code"),
            QueryShape("claim", operands: ["$…"], "a claim"),
        ], queryCommand: "show", reservedNames: ["client", "env", "uuid"])

    private static let reveal = OptionShape("reveal", "show secrets too")
}
