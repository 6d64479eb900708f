package import Diagnostics
package import JSONKit
internal import Redaction
internal import Session

/// The variables of a session and those given from outside, and which of two comes first.
extension Workbench {
    /// A variable, and where it comes from.
    package struct NamedVariable: Sendable {
        /// The name of the variable, as `{{…}}` has it.
        package var name: String
        /// The value, unmasked.
        package var value: JSON
        /// Where the variable comes from, in a few words: `saved`.
        package var origin: String
        /// Whether another one of the same name comes before it.
        package var isHidden = false

        /// A variable, by default one that no other one hides.
        package init(name: String, value: JSON, origin: String, isHidden: Bool = false) {
            self.name = name
            self.value = value
            self.origin = origin
            self.isHidden = isHidden
        }
    }

    /// Reads what is given from outside, once for the prompt and once for each folder of recipes.
    func takeVariables(for source: ScriptSource) throws(Diagnostic) {
        let project = source.path(of: ProjectFile.name)
        if let given, given.project == project || source.origin.isInteractive { return }
        var fresh = try GivenVariables(environment)
        try fresh.takeProject(beside: source, environment)
        given = fresh
        let secrets = fresh.layers.flatMap { layer in
            layer.values.flatMap { name, value in
                SecretReason(name: name, value: value, isTyped: true) == nil
                    ? SecretFinder.secrets(inVariable: value).map(\.value) : value.secretTexts
            }
        }
        if !secrets.isEmpty { try hideHere(secrets) }
    }

    /// Every variable, the first of each name being the one that counts.
    ///
    /// What was saved since the start comes first, then what was given on the command line, then what the session has
    /// kept from before, then the variables of `keyway.json` that hold in every environment.
    package func variables() throws(Diagnostic) -> [NamedVariable] {
        let saved = try store().variables()
        let layers = given?.layers ?? []
        var all = saved.filter { savedHere.contains($0.name) }.map(origin)
        all += origins(layers.filter { !$0.yieldsToSession })
        all += saved.filter { !savedHere.contains($0.name) }.map(origin)
        all += origins(layers.filter(\.yieldsToSession))
        var names: Set<String> = []
        return all.map { variable in
            var variable = variable
            variable.isHidden = !names.insert(variable.name).inserted
            return variable
        }
    }

    /// The one that counts, without a look at the others.
    func variable(_ name: String) throws(Diagnostic) -> JSON? {
        if savedHere.contains(name), let saved = try store().variable(name) { return saved.value }
        let layers = (given?.layers ?? []).filter { $0.values[name] != nil }
        if let given = layers.first(where: { !$0.yieldsToSession }) { return given.values[name] }
        return try store().variable(name)?.value ?? layers.first?.values[name]
    }

    private func origin(_ variable: SessionVariable) -> NamedVariable {
        NamedVariable(name: variable.name, value: variable.value, origin: "saved")
    }

    private func origins(_ layers: [VariableLayer]) -> [NamedVariable] {
        layers.flatMap { layer in
            layer.values.sorted { $0.key < $1.key }.map {
                NamedVariable(name: $0.key, value: $0.value, origin: layer.origin)
            }
        }
    }
}
