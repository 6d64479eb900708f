internal import HTTPMessage
internal import Session

/// One request on its way to the network and back, with what came of it so far.
struct Passage: Sendable {
    var request: HTTPRequest
    let options: TransportOptions
    let purpose: ExchangePurpose
    var context: ExchangeContext
    /// The call that sends it.
    let call: CommandContext
    /// Called with each piece of the body as it arrives.
    let onBody: (@Sendable ([UInt8]) -> Void)?
    /// What went over the wire and came back; nil before it was sent.
    var exchange: HTTPExchange?
    /// The exchange in the log, with the response as plugins have left it; nil before it is there.
    var entry: SessionExchange?

    /// The proof that the request carries; nil where it needs none.
    var proof: KeptProof?
    /// Whether it has been sent once already, with a proof that was not enough.
    private(set) var isSecondTry = false

    init(
        _ request: HTTPRequest, options: TransportOptions, purpose: ExchangePurpose, context: ExchangeContext,
        call: CommandContext, onBody: (@Sendable ([UInt8]) -> Void)? = nil
    ) {
        self.request = request
        self.options = options
        self.purpose = purpose
        self.context = context
        self.call = call
        self.onBody = onBody
    }

    /// Makes it ready to be sent once more, where the server asks for another proof. That happens once at most.
    mutating func triesAgain() -> Bool {
        guard !isSecondTry, proof?.wantsRetry == true else { return false }
        isSecondTry = true
        exchange = nil
        return true
    }
}
