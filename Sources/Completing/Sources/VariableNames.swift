internal import JSONKit
internal import Providers
internal import Session
internal import Workbench

extension CompletionSource {
    /// The session's variables.
    static let variables = CompletionSource(kind: .variable) { _, bench in
        ((try? bench.store().variables()) ?? []).map { variable in
            Completion(variable.name, variable.isSecret ? "secret" : String(variable.value.text().prefix(40)))
        }
    }
}

extension Workbench {
    /// What `{{…}}` understands: functions, variables, the values of the groups and of the environment. Nothing is
    /// started for it, and no value is shown.
    func valuesAtHand() async -> [Completion] {
        var found = ValueFunction.all.map { Completion($0.name, $0.summary, isWhole: false) }
        let saved = (try? store().variables()) ?? []
        found += saved.map { Completion($0.name, "a variable", isWhole: false) }
        for group in ValueGroup.all where group.name != "provider" || providerAtHand()?.baseURL.isEmpty == false {
            let values = (try? await group.values(self)) ?? []
            found += values.map { Completion("\(group.name).\($0.name)", isWhole: false) }
        }
        found += environment.variables.keys.sorted().map { Completion("env.\($0)", isWhole: false) }
        return found
    }
}
