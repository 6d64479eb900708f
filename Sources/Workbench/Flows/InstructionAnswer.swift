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
        return "open \(instruction.address) on any device\(code), and allow the client"
    }

    var answer: Answer {
        let address = instruction.completeAddress ?? instruction.address
        var fields = [Answer.Field("verification_uri", JSON(instruction.address))]
        fields += Answer.Field.present("user_code", instruction.userCode)
        fields += Answer.Field.present("verification_uri_complete", instruction.completeAddress)
        if let end = instruction.expiresAt { fields.append(Answer.Field("expires", JSON(end / 1000))) }
        return .list([
            .record(title: title, fields), .code(address),
        ])
    }
}
