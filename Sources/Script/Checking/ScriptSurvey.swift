/// Everything in a script that the rules look at, gathered in one walk.
struct ScriptSurvey {
    /// A word, and the parameter, member, header or option that it gives.
    struct Mention {
        var word: Word
        var name: String?
    }

    /// A use of a value: `{{name}}`.
    struct Use {
        var name: String
        var range: Range<Int>
        /// Whether `default` stands behind it.
        var hasDefault: Bool
        /// The locals that hold where it stands.
        var locals: Set<String>
        /// Whether it stands in the text that is checked, not in a file that it includes.
        var isOwn: Bool
    }

    /// A local or a variable that gets a value.
    struct Naming {
        var name: String
        var range: Range<Int>
        var locals: Set<String>
        var isOwn: Bool
    }

    var mentions: [Mention] = []
    var uses: [Use] = []
    var variables: [Naming] = []
    var loopVariables: [Naming] = []
    var expectations: [Expectation] = []
    var conditions: [Expectation] = []
    var steps: [Step] = []
    var files: [Word] = []
    /// The lists of statements, each with the place that it belongs to.
    var blocks: [(statements: [Statement], range: Range<Int>, name: String)] = []
    var calls: [CommandCall] = []

    private var locals: Set<String> = []
    private var isOwn = true

    init(_ script: Script) {
        walk(script.statements)
        blocks.append((script.statements, 0..<0, "file"))
    }

    private mutating func walk(_ statements: [Statement]) {
        for statement in statements { walk(statement) }
    }

    private mutating func walk(_ statement: Statement) {
        switch statement {
        case .call(let call), .attempt(let call): walk(call)
        case .step(let step):
            add(step.title)
            if isOwn { steps.append(step) }
            block(step.body, step.range, "step")
        case .condition(let condition):
            for branch in condition.branches {
                walk(branch.test)
                if isOwn { conditions.append(branch.test) }
                block(branch.body, branch.range, "if")
            }
            if let otherwise = condition.otherwise { block(otherwise, condition.range, "else") }
        case .loop(let loop): walk(loop)
        case .retry(let retry):
            add(retry.count)
            if let pause = retry.pause { add(pause) }
            if let until = retry.until { walk(until) }
            block(retry.body, retry.range, "retry")
        case .definition(let definition): walk(definition)
        case .cleanUp(let cleanUp): block(cleanUp.body, cleanUp.range, "finally")
        case .inclusion(let inclusion):
            let wasOwn = isOwn
            isOwn = false
            walk(inclusion.script.statements)
            isOwn = wasOwn
        case .requirement: break
        }
    }

    private mutating func block(_ body: [Statement], _ range: Range<Int>, _ name: String) {
        if isOwn { blocks.append((body, range, name)) }
        walk(body)
    }

    private mutating func walk(_ loop: Loop) {
        switch loop.items {
        case .words(let words): for word in words { add(word) }
        case .query(let query): walk(query)
        case .file(let word):
            add(word)
            if isOwn { files.append(word) }
        }
        loopVariables.append(Naming(name: loop.variable, range: loop.range, locals: locals, isOwn: isOwn))
        within([loop.variable]) { $0.block(loop.body, loop.range, "for") }
    }

    private mutating func walk(_ definition: Definition) {
        var before: Set<String> = []
        for parameter in definition.parameters {
            if let word = parameter.standard { within(before) { $0.add(word) } }
            before.insert(parameter.name)
        }
        within(before) { $0.block(definition.body, definition.range, "define") }
    }

    private mutating func within(_ names: Set<String>, _ body: (inout ScriptSurvey) -> Void) {
        let outer = locals
        locals.formUnion(names)
        body(&self)
        locals = outer
    }

    private mutating func walk(_ call: CommandCall) {
        if isOwn { calls.append(call) }
        for operand in call.operands {
            switch operand {
            case .word(let word): add(word)
            case .query(let query): walk(query)
            case .expectation(let expectation):
                walk(expectation)
                if isOwn { expectations.append(expectation) }
            case .comparison(let comparison):
                walk(comparison.query)
                add(comparison.shape)
            }
        }
        for option in call.options { if let value = option.value { add(value, as: option.name) } }
        for item in call.items { add(item.value, as: item.name) }
    }

    private mutating func walk(_ expectation: Expectation) {
        walk(expectation.query)
        for word in expectation.arguments { add(word) }
    }

    private mutating func walk(_ query: Query) {
        switch query.subject {
        case .named(_, let arguments): for word in arguments { add(word) }
        case .path(let word): add(word)
        case .value(let word): add(word, hasDefault: query.filters.contains { $0.name == "default" })
        }
        for filter in query.filters { for word in filter.arguments { add(word) } }
    }

    private mutating func add(_ word: Word, as name: String? = nil, hasDefault: Bool = false) {
        if isOwn { mentions.append(Mention(word: word, name: name)) }
        for case .reference(let reference) in word.pieces {
            if let name = reference.subject.bareText, reference.subject.kind == .plain {
                let hasDefault = hasDefault || reference.filters.contains { $0.name == "default" }
                uses.append(
                    Use(name: name, range: reference.range, hasDefault: hasDefault, locals: locals, isOwn: isOwn))
            } else {
                add(reference.subject)
            }
            for argument in reference.arguments { add(argument) }
            for filter in reference.filters { for argument in filter.arguments { add(argument) } }
        }
    }

    /// Finds the variables that the calls set, which the vocabulary knows.
    mutating func nameVariables(_ script: Script, _ vocabulary: Vocabulary) {
        variables = namings(script.statements, vocabulary, locals: [], isOwn: true)
    }

    private func namings(
        _ statements: [Statement], _ vocabulary: Vocabulary, locals: Set<String>, isOwn: Bool
    ) -> [Naming] {
        statements.flatMap { (statement) -> [Naming] in
            switch statement {
            case .call(let call), .attempt(let call): namings(call, vocabulary, locals: locals, isOwn: isOwn)
            case .step(let step): namings(step.body, vocabulary, locals: locals, isOwn: isOwn)
            case .condition(let condition):
                (condition.branches.map(\.body) + [condition.otherwise ?? []]).flatMap {
                    namings($0, vocabulary, locals: locals, isOwn: isOwn)
                }
            case .loop(let loop):
                namings(loop.body, vocabulary, locals: locals.union([loop.variable]), isOwn: isOwn)
            case .retry(let retry): namings(retry.body, vocabulary, locals: locals, isOwn: isOwn)
            case .definition(let definition):
                namings(definition.body, vocabulary, locals: Set(definition.parameters.map(\.name)), isOwn: isOwn)
            case .cleanUp(let cleanUp): namings(cleanUp.body, vocabulary, locals: locals, isOwn: isOwn)
            case .inclusion(let inclusion):
                namings(inclusion.script.statements, vocabulary, locals: locals, isOwn: false)
            case .requirement: []
            }
        }
    }

    private func namings(
        _ call: CommandCall, _ vocabulary: Vocabulary, locals: Set<String>, isOwn: Bool
    ) -> [Naming] {
        guard vocabulary.command(call.name)?.setsVariables == true else { return [] }
        var names = call.items.map { ($0.name, $0.range) }
        if case .word(let word)? = call.operands.first, let name = word.fixedText { names.append((name, word.range)) }
        return names.map { Naming(name: $0.0, range: $0.1, locals: locals, isOwn: isOwn) }
    }
}
