internal import Answers
internal import JSONKit
internal import OAuthCore
internal import OAuthFlows

/// What a user must do on another device, as an answer.
struct InstructionAnswer {
    let instruction: Instruction

    init(_ instruction: Instruction) { self.instruction = instruction }

    /// Everything that must be done, in the one line that a run shows.
    private var title: String {
        let code = instruction.userCode.map { ", enter \($0)" } ?? ""
        let shown = instruction.bindingMessage.map { " where it shows \u{201C}\($0)\u{201D}" } ?? ""
        guard let address = instruction.address else {
            return "the server asks the user on another device: allow the client there\(shown)"
        }
        return "open \(address) on any device\(code), and allow the client\(shown)"
    }

    var answer: Answer {
        var fields = Answer.Field.present("verification_uri", instruction.address)
        fields += Answer.Field.present("user_code", instruction.userCode)
        fields += Answer.Field.present("verification_uri_complete", instruction.completeAddress)
        fields += Answer.Field.present("binding_message", instruction.bindingMessage)
        if let end = instruction.expiresAt { fields.append(Answer.Field("expires", JSON(end / 1000))) }
        let address = (instruction.completeAddress ?? instruction.address).map { [Answer.code($0)] } ?? []
        return .list([.record(title: title, fields)] + address)
    }
}
