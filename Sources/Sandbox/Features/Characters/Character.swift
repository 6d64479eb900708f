internal import GRDB
internal import JSONKit
internal import SandboxCore

/// A stored character with its owner.
struct StoredCharacter: Sendable {
    var character: SandboxCharacter
    var ownerID: String

    static func find(id: String, in db: Database) throws -> StoredCharacter? {
        let row = try db.row(
            """
            SELECT characters.*, users.name AS owner FROM characters JOIN users ON users.id = owner_id
            WHERE characters.id = ?
            """,
            [id])
        return row.map(StoredCharacter.init)
    }

    private init(_ row: Row) {
        ownerID = row["owner_id"]
        character = SandboxCharacter(
            id: row["id"], owner: row["owner"], name: row["name"], description: row["description"],
            isPrivate: row["private"], isNSFW: row["nsfw"], tags: Strings.decode(row["tags"]),
            starterMessage: row["starter_message"], systemPrompt: row["system_prompt"], createdAt: row["created_at"])
    }

    /// The character as this user may have it.
    ///
    /// - Parameter param: what named it in the request.
    static func find(id: String, for user: User, param: String, in provider: Provider) async throws -> SandboxCharacter
    {
        guard let found = try await provider.store.read({ try find(id: id, in: $0) }) else {
            throw Refusal.api(404, type: "not_found_error", "There is no character with this ID.", param: param)
        }
        guard !found.character.isPrivate || found.ownerID == user.id else {
            throw Refusal.api(
                403, type: "permission_error", "This character is private.", param: param, code: "private_character")
        }
        return found.character
    }
}
