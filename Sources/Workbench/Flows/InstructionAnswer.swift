internal import JSONKit
internal import OAuthCore

/// What a user must do on another device, as an answer.
struct InstructionAnswer {
    let instruction: Instruction

    init(_ instruction: Instruction) { self.instruction = instruction }

    var answer: Answer {
        let address = instruction.completeAddress ?? instruction.address
        var fields = [Answer.Field("verification_uri", JSON(instruction.address))]
        fields += Answer.Field.present("user_code", instruction.userCode)
        fields += Answer.Field.present("verification_uri_complete", instruction.completeAddress)
        if let end = instruction.expiresAt { fields.append(Answer.Field("expires", JSON(end / 1000))) }
        return .list([
            .record(title: "open this address on any device, and allow the client", fields), .code(address),
        ])
    }
}
