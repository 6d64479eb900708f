internal import Crypto
internal import Encodings
internal import GRDB
internal import JSONKit
internal import OAuthCore

extension SandboxSeed {
    /// Brings the seed into the store; what clients and users did there stays.
    func install(in db: Database, at time: Int64, randomBytes: (Int) -> [UInt8]) throws {
        let fingerprint = Base64URL.encode(SHA256.hash(data: Array(String(reflecting: self).utf8)))
        let known = try db.row("SELECT value FROM meta WHERE name = 'seed'").map { $0["value"] as String }
        guard known != fingerprint else { return }
        for user in users { try insert(user, in: db, salt: randomBytes(16)) }
        for character in characters { try insert(character, in: db) }
        for model in models {
            try db.run("INSERT OR REPLACE INTO models (id, kind) VALUES (?, ?)", [model.id, model.kind.rawValue])
        }
        for client in clients { try insert(client, in: db, at: time) }
        try db.run("INSERT OR REPLACE INTO meta (name, value) VALUES ('seed', ?)", [fingerprint])
    }

    private func insert(_ user: SandboxUser, in db: Database, salt: [UInt8]) throws {
        try db.run(
            """
            INSERT INTO users (id, name, password, api_key_hash, session_token_hash, plan) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, password = excluded.password,
                api_key_hash = excluded.api_key_hash, session_token_hash = excluded.session_token_hash,
                plan = excluded.plan
            """,
            [
                user.id, user.name, try PasswordHash.make(user.password, salt: salt), Secret.hash(user.apiKey),
                Secret.hash(user.sessionToken), user.plan,
            ])
    }

    private func insert(_ character: SandboxCharacter, in db: Database) throws {
        try db.run(
            """
            INSERT OR REPLACE INTO characters
                (id, owner_id, name, description, private, nsfw, tags, starter_message, system_prompt, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                character.id, userID(character.owner), character.name, character.description, character.isPrivate,
                character.isNSFW, Strings.encode(character.tags), character.starterMessage, character.systemPrompt,
                character.createdAt,
            ])
    }

    private func insert(_ client: SandboxClient, in db: Database, at time: Int64) throws {
        try db.run(
            """
            INSERT INTO clients (id, owner_id, secret_hash, name, redirect_uris, scopes, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash, name = excluded.name,
                redirect_uris = excluded.redirect_uris, scopes = excluded.scopes
            """,
            [
                client.id, userID(client.owner), client.secret.map { Secret.hash($0) }, client.name,
                Strings.encode(client.redirectURIs), Scope(client.scopes).text, time,
            ])
        guard !client.grants.isEmpty || client.mayAct != nil else { return }
        let metadata = JSON(present: [
            ("grant_types", client.grants.isEmpty ? nil : JSON(client.grants.map { JSON($0) })),
            ("may_act", client.mayAct.map { ["sub": JSON($0)] }),
        ])
        try db.run("UPDATE clients SET metadata = ? WHERE id = ?", [metadata.text(), client.id])
    }

    private func userID(_ name: String) -> String? { users.first { $0.name == name }?.id }
}
