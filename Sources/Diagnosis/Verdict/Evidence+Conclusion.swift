extension Evidence {
    /// What the rules and the server's words say of the subject.
    package func conclusion(_ rules: [Rule]) -> Conclusion {
        let subject = Case(self)
        guard !subject.isSuccess else { return Conclusion(verdicts: [], ruledOut: [], isSuccess: true) }
        var candidates: [Candidate] = []
        var ruledOut: [Conclusion.RuledOut] = []
        for (offset, rule) in rules.enumerated() {
            switch rule.examine(subject) {
            case nil: continue
            case .ruledOut(let reason)?: ruledOut.append(.init(cause: rule.cause, reason: reason))
            case .found(
                let confidence, let sentence, let evidence, let fix, let alternatives, let assumptions, let controls)?:
                let isUnsure =
                    !assumptions.isEmpty
                    || (subject.mayBeOfAnother || subject.isByPlaceOnly) && !rule.isAboutTheAnswer
                let verdict = Verdict(
                    cause: rule.cause, confidence: isUnsure ? max(confidence, .likely) : confidence,
                    sentence: sentence, evidence: evidence, alternatives: alternatives,
                    fix: fix.map { subject.workable($0, mayPassLater: rule.mayPassLater) },
                    references: rule.references, assumptions: assumptions, controls: controls)
                candidates.append(Candidate(verdict, offset: offset, rule: rule))
            }
        }
        let verdicts = Listening(subject).ranked(candidates)
        let told = Set(verdicts.map(\.cause))
        return Conclusion(
            verdicts: verdicts, ruledOut: ruledOut.filter { !told.contains($0.cause) }, isSuccess: false,
            serverSays: subject.words.said, topics: subject.topics.map(\.name))
    }
}

/// A verdict of a rule, before the server was listened to.
struct Candidate: Sendable {
    var verdict: Verdict
    /// The place of its rule in the table.
    let offset: Int
    /// The rule that found it; nil for what a topic means.
    let rule: Rule?
    /// The place of the first topic that speaks for it; the greatest number where none does.
    var topic = Int.max

    init(_ verdict: Verdict, offset: Int, rule: Rule?) {
        self.verdict = verdict
        self.offset = offset
        self.rule = rule
        if rule?.explainsWhateverIsSaid == true { topic = -1 }
    }
}

/// Weighs what rules found by what the server said.
///
/// Words rank causes: what they speak for comes first, and what they do not speak for is only possible. They add what
/// they usually mean where no rule has found it. They prove nothing.
struct Listening: Sendable {
    private let subject: Case

    init(_ subject: Case) { self.subject = subject }

    /// The surest first; the order of the topics, then that of the table among the equally sure. What is only possible is
    /// not told beside what is proved.
    func ranked(_ found: [Candidate]) -> [Verdict] {
        let meaning = subject.topicMeaning
        var candidates = found.map { weighed($0, meaning) }
        if let meaning, !candidates.contains(where: { $0.topic <= meaning.index && $0.verdict.confidence <= .likely }) {
            candidates.removeAll { $0.verdict.cause == meaning.verdict.cause }
            var candidate = Candidate(meaning.verdict, offset: Int.max, rule: nil)
            candidate.topic = meaning.index
            candidates.append(candidate)
        }
        let sorted = candidates.sorted { one, other in
            (one.verdict.confidence, one.topic, one.offset) < (other.verdict.confidence, other.topic, other.offset)
        }.map(\.verdict)
        guard sorted.first?.confidence == .proved else { return sorted }
        return sorted.filter { $0.confidence != .possible }
    }

    private func weighed(_ candidate: Candidate, _ meaning: TopicMeaning?) -> Candidate {
        guard !subject.topics.isEmpty, candidate.topic == Int.max else { return candidate }
        var candidate = candidate
        let cause = candidate.verdict.cause
        if let index = subject.topics.firstIndex(where: { $0.speaksFor.contains(cause) }) {
            candidate.topic = index
            if let meaning, meaning.verdict.cause == cause {
                candidate.verdict.confidence = min(candidate.verdict.confidence, meaning.verdict.confidence)
            }
        } else if candidate.rule?.isAboutTheAnswer != true, let meaning, subject.speaksOfOneThing(at: meaning.index) {
            candidate.verdict.confidence = .possible
        }
        return candidate
    }
}

/// What the first topic that means something here means, as a verdict.
struct TopicMeaning: Sendable {
    /// The place of the topic among those that are named.
    let index: Int
    let verdict: Verdict
}

extension Case {
    /// What the server's words usually mean; nil where they name no topic, or none that means something here.
    var topicMeaning: TopicMeaning? {
        for (index, topic) in topics.enumerated() {
            let meaning = topic.meanings.first { meaning in
                let isHere = meaning.at?.isDisjoint(with: Case.places(of: place)) != true
                // What an application sent to the token endpoint is not known where it only tells of the answer.
                guard isHere, endpoint != .callback || !meaning.readsRequest else { return false }
                return meaning.holds?(self) ?? true
            }
            guard let meaning else { continue }
            let said = words.said.first ?? ""
            let isOne = speaksOfOneThing(at: index)
            return TopicMeaning(
                index: index,
                verdict: Verdict(
                    cause: meaning.cause, confidence: isOne ? .likely : .possible, sentence: meaning.sentence,
                    evidence: [EvidenceLine(exchange?.number, "says \u{201C}\(said)\u{201D}")]
                        + (topic.isOfToken ? [lineAboutJWT].compactMap(\.self) : []), alternatives: [],
                    fix: Fix(meaning.fix), references: meaning.references,
                    assumptions: ["the server's words are about what it refused"]))
        }
        return nil
    }

    /// Whether the server's words speak of a topic alone, and do not list several things that may be wrong: `The code is
    /// unknown, expired or used`.
    func speaksOfOneThing(at index: Int) -> Bool {
        let topic = topics[index]
        guard !topic.isNamedByCode(in: words), !topic.takesAlternatives else { return true }
        let text = words.lowercased
        guard [" or ", " oder ", " ou ", " o ", " oppure ", " und/oder "].contains(where: text.contains) else {
            return true
        }
        return topics.count == 1
            && !["invalid", "malformed", "incorrect", "unknown", "revoked", "ung\u{FC}ltig"].contains(
                where: text.contains)
    }
}
