/// HTTP Message Signatures (RFC 9421) as a plugin: `plugin add` this program.
@main struct Program {
    static func main() {
        var conversation = Conversation()
        var plugin = SignaturesPlugin()
        while let call = conversation.nextCall() {
            do throws(Refusal) {
                conversation.answer(call, try plugin.answer(call, &conversation))
            } catch {
                conversation.fail(call, error)
            }
        }
    }
}
