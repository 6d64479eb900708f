public import JSONKit
public import SandboxCore

extension SandboxSeed {
    /// Reads a seed from JSON, whose clients may have the scopes of every feature there is.
    ///
    /// - Throws: ``SandboxError/Code/seed`` with the place of the first mistake.
    public init(parsing json: JSON) throws(SandboxError) { try self.init(parsing: json, features: Feature.all) }
}
