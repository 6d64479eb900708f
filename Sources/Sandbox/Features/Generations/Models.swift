internal import GRDB
internal import JSONKit
internal import SandboxCore

/// `GET /oauth/models` and `/oauth/models/:id`, as OpenAI's clients ask for them.
enum Models {
    /// When the built-in generators were written.
    private static let created: Int64 = 1_735_689_600

    static func list(_ call: Call, _ provider: Provider) async throws -> Reply {
        _ = try await BearerAccess.check(call, anyOf: ["generations"], in: provider)
        if let upstream = provider.upstream { return try await upstream.models() }
        let models = try await provider.store.read { try all(in: $0) }
        return .json(["object": "list", "data": JSON(models.map(json))])
    }

    static func show(_ call: Call, _ provider: Provider) async throws -> Reply {
        _ = try await BearerAccess.check(call, anyOf: ["generations"], in: provider)
        return .json(json(try await find(call.parameter("id"), kinds: SandboxModel.Kind.allCases, in: provider)))
    }

    static func find(_ id: String, kinds: [SandboxModel.Kind], in provider: Provider) async throws -> SandboxModel {
        let models = try await provider.store.read { try all(in: $0) }
        if let model = models.first(where: { $0.id == id && kinds.contains($0.kind) }) { return model }
        let served = models.filter { kinds.contains($0.kind) }.map(\.id).joined(separator: ", ")
        throw Refusal.api(
            404, type: "invalid_request_error",
            "The model \u{201C}\(id.prefix(80))\u{201D} does not exist here; there are \(served).", param: "model",
            code: "model_not_found")
    }

    private static func all(in db: Database) throws -> [SandboxModel] {
        try db.rows("SELECT id, kind FROM models ORDER BY id").compactMap { row in
            SandboxModel.Kind(rawValue: row["kind"]).map { SandboxModel(id: row["id"], kind: $0) }
        }
    }

    private static func json(_ model: SandboxModel) -> JSON {
        ["id": JSON(model.id), "object": "model", "created": JSON(created), "owned_by": "sandbox"]
    }
}
