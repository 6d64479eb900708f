internal import Diagnostics

extension CheckRule {
    static let names: [CheckRule] = [
        unusedVariable, unusedParameter, shadowing, unknownName, sameTitle, nothingThere, unreachable,
    ]

    private static let unusedVariable = warning("unused-variable") { survey, _ in
        let used = Set(survey.uses.filter { !$0.locals.contains($0.name.beforeDot) }.map(\.name.beforeDot))
        return survey.variables.filter { $0.isOwn && !used.contains($0.name) }.map {
            ("\($0.name) is never used", $0.range, "use it as {{\($0.name)}}, or take the line out")
        }
    }

    private static let unusedParameter = CheckRule(code: "unused-parameter") { script, _, _ in
        let own = script.definitions.values.filter { $0.source == script.source }
        return own.flatMap { definition in
            let survey = ScriptSurvey(
                Script(source: script.source, statements: [.definition(definition)], definitions: [:]))
            let used = Set(survey.uses.map(\.name.beforeDot))
            return definition.parameters.filter { !used.contains($0.name) }.map { parameter in
                Finding(
                    .warning,
                    Diagnostic(
                        .syntax, "unused-parameter", "\(definition.name) never uses \(parameter.name)",
                        source: script.source, range: parameter.range,
                        advice: ["use it as {{\(parameter.name)}}, or take it out"]))
            }
        }
    }

    private static let shadowing = warning("shadowed") { survey, _ in
        let saved = Set(survey.variables.map(\.name))
        let loops = survey.loopVariables.filter { $0.isOwn && ($0.locals.contains($0.name) || saved.contains($0.name)) }
        let hidden = survey.variables.filter { $0.isOwn && $0.locals.contains($0.name) }
        return loops.map {
            ("\($0.name) hides another variable of this name inside the loop", $0.range, "give it a name of its own")
        }
            + hidden.map {
                (
                    "{{\($0.name)}} means the loop variable or parameter here, not what is saved", $0.range,
                    "save it under another name"
                )
            }
    }

    /// A name that is near a known one, and known nowhere itself; any other may come from outside.
    private static let unknownName = warning("unknown-name") { survey, context in
        let reserved = context.vocabulary.reservedNames
        let variables = Set(survey.variables.map(\.name)).union(context.variables)
        return survey.uses.filter(\.isOwn).compactMap { use in
            let name = use.name.beforeDot
            let known = variables.union(reserved).union(use.locals)
            guard !use.hasDefault, !known.contains(name), let nearest = nearestName(to: name, among: known.sorted())
            else { return nil }
            return ("nothing here gives \(name) a value", use.range, "did you mean \(nearest)? else give it with --var")
        }
    }

    private static let sameTitle = warning("same-title") { survey, _ in
        var seen: Set<String> = []
        return survey.steps.compactMap { step in
            guard let title = step.title.fixedText, !seen.insert(title).inserted else { return nil }
            return (
                "there is a step of this title already", step.title.range,
                "give it a title of its own, so that --only can name it"
            )
        }
    }

    private static let nothingThere = warning("empty-block") { survey, _ in
        survey.blocks.filter { $0.statements.isEmpty && $0.name != "file" }.map { block in
            ("there is nothing in this \(block.name)", block.range, "put commands in it, or take it out")
        }
    }

    private static let unreachable = warning("unreachable") { survey, context in
        survey.blocks.compactMap { block in
            let last = block.statements.firstIndex { statement in
                if case .call(let call) = statement {
                    context.vocabulary.command(call.name)?.endsScript == true
                } else {
                    false
                }
            }
            guard let last, case .call(let call) = block.statements[last] else { return nil }
            let rest = block.statements[(last + 1)...].filter { statement in
                if case .cleanUp = statement { false } else if case .definition = statement { false } else { true }
            }
            return rest.first.map {
                (
                    "this is never reached: \(call.name) ends the script before it", $0.range,
                    "put it before, or take it out"
                )
            }
        }
    }
}

extension String {
    /// The first part of a dotted name.
    fileprivate var beforeDot: String { String(prefix { $0 != "." }) }
}
