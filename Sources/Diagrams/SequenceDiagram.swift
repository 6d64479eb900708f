/// Who sends what to whom, from top to bottom: a value that is written as text, as Mermaid or as SVG.
public struct SequenceDiagram: Sendable, Equatable {
    /// From left to right.
    public let parties: [Party]
    /// From top to bottom.
    public let rows: [Row]

    /// - Parameters:
    ///   - parties: each with another name.
    ///   - rows: those with a message between parties that are not in the list, or from a party to itself, are left out.
    public init(parties: [Party], rows: [Row]) {
        let names = Set(parties.map(\.name))
        self.parties = parties
        self.rows = rows.filter { row in
            guard case .message(let message) = row else { return true }
            return message.from != message.to && names.isSuperset(of: [message.from, message.to])
        }
    }

    /// Somebody who sends and receives.
    public struct Party: Sendable, Equatable {
        /// What the party is called; no two of a diagram have the same name.
        public var name: String
        /// Where it is reached: a host.
        public var host: String?

        public init(_ name: String, host: String? = nil) {
            self.name = name
            self.host = host
        }
    }

    public enum Row: Sendable, Equatable {
        case message(Message)
        /// The title of what follows.
        case heading(String)
        /// A sentence about the whole: what is left out.
        case remark(String)
        /// What explains the message before it.
        case note(Note)
    }

    public struct Message: Sendable, Equatable {
        /// The exchange's number.
        public var number: Int64?
        /// The names of the parties.
        public var from: String
        public var to: String
        /// `POST /oauth/token`, `400 invalid_grant`.
        public var text: String
        /// Whether it answers the message before it.
        public var isAnswer: Bool
        public var isFailure: Bool

        public init(
            _ number: Int64? = nil, from: String, to: String, _ text: String, isAnswer: Bool = false,
            isFailure: Bool = false
        ) {
            self.number = number
            self.from = from
            self.to = to
            self.text = text
            self.isAnswer = isAnswer
            self.isFailure = isFailure
        }

        /// `#7 `, before the text of a numbered message.
        var label: String { number.map { "#\($0) " } ?? "" }
    }

    public struct Note: Sendable, Equatable {
        /// What kind of note it is, said where there is room.
        public var title: String
        public var text: String
        /// The name of the party that it is about.
        public var party: String

        public init(_ title: String, _ text: String, of party: String) {
            self.title = title
            self.text = text
            self.party = party
        }
    }

    /// The parties that send or receive something.
    var activeParties: [Party] {
        let names = rows.reduce(into: Set<String>()) { names, row in
            if case .message(let message) = row { names.formUnion([message.from, message.to]) }
        }
        return parties.filter { names.contains($0.name) }
    }

    /// The place of a party among others; 0 where it is none of them.
    static func place(of name: String, in parties: [Party]) -> Int {
        parties.firstIndex { $0.name == name } ?? 0
    }
}
