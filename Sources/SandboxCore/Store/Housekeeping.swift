internal import GRDB

/// Deletes what has been useless for a day, so that a store that lives long stays small.
enum Housekeeping {
    private static let day: Int64 = 24 * 3600 * 1000

    static func sweep(_ features: [Feature], at time: Int64, in db: Database) throws {
        for feature in features { try feature.housekeeping(time - day, db) }
    }
}
