internal import Diagnostics
internal import JSONKit
internal import Script
internal import Session

/// What a dry run puts into the session in place of what only an answer brings.
package enum DryStandIns {
    /// A variable that holds its own name.
    package static let variable: DryStandIn = { call, bench throws(Diagnostic) in
        let name = call.text(0) ?? ""
        _ = try bench.keep(name, JSON("<\(name)>"), isSecret: false)
    }
}
