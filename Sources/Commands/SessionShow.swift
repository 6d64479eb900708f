internal import Answers
internal import Diagnostics
internal import JSONKit
internal import Session
internal import Workbench

enum SessionShow {
    static let command = Command(
        "session show", .session, "say which session this is and what it holds",
        traits: CommandTraits(
            effect: .looks, runBy: .everyone, needs: nil, recipe: .leftOut, locked: .works, failure: .notJudged,
            dry: .runs, comparesSecrets: false, shown: .always),
        examples: ["session show"]
    ) {
        _, bench throws(Diagnostic) in
        let store = try bench.store()
        let provider = bench.selection.provider
        return .record(
            title: nil,
            [
                Answer.Field(
                    "name", bench.sessionName.map { JSON($0) } ?? .null,
                    shown: bench.sessionName ?? "none: it ends with this run"),
                Answer.Field("file", store.path.map { JSON($0) } ?? .null, shown: store.path ?? "in memory"),
                Answer.Field("secrets", JSON(try secrets(of: store))),
                Answer.Field("provider", JSON(provider)),
                Answer.Field("clients", JSON(try store.clients(of: provider).count)),
                Answer.Field("tokens", JSON(try store.tokens(of: provider).count)),
                Answer.Field("exchanges", JSON(try store.exchanges(last: 1).last?.number ?? 0)),
            ])
    }

    private static func secrets(of store: SessionStore) throws(Diagnostic) -> String {
        if try store.lockParameters() != nil { return "locked" }
        return try store.setting(Setting.masked) != nil ? "masked: it came from a masked bundle" : "here"
    }
}
