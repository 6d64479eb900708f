internal import GRDB
internal import SandboxCore

/// A generated image behind a URL: what it is drawn from, not the drawing.
struct Picture: Sendable {
    var prompt: String
    var seed: Int64
    var width: Int
    var height: Int

    static func find(_ name: String, at time: Int64, in db: Database) throws -> Picture? {
        try db.row("SELECT * FROM pictures WHERE hash = ? AND expires_at > ?", [Secret.hash(name), time]).map {
            Picture(prompt: $0["prompt"], seed: $0["seed"], width: $0["width"], height: $0["height"])
        }
    }

    func insert(name: String, expiresAt: Int64, in db: Database) throws {
        try db.run(
            "INSERT INTO pictures (hash, prompt, seed, width, height, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            [Secret.hash(name), prompt, seed, width, height, expiresAt])
    }
}
