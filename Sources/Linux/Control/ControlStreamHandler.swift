/// What a client of the control socket talks with: octets in, octets out.
///
/// The stream pulls output when the client has room for it, so nothing piles up on the way. It hands in what the client
/// sends meanwhile, as long as the handler accepts it.
public protocol ControlStreamHandler: AnyObject {
    /// The first call: `stream` is there, and lives until `closed`.
    func opened(_ stream: ControlStream)
    /// Whether more octets of the client can be used now. After it turns true outside of a call from the stream,
    /// `ControlStream.resume` must be called.
    var acceptsInput: Bool { get }
    /// Whether the conversation is over: the stream closes once all output is written.
    var isFinished: Bool { get }
    /// Whether there is more to say although `takeOutput` gave nothing: it only lets others have their turn.
    var isPausing: Bool { get }
    /// Takes octets that the client sent, at most `ControlStream.inputLimit` at a time.
    func receive(_ octets: [UInt8])
    /// The client will send nothing more; it may still read.
    func inputEnded()
    /// Hands over the next octets for the client, at most `limit`; none if there is nothing to say at present. After
    /// there is again something outside of a call from the stream, `ControlStream.resume` must be called.
    func takeOutput(atMost limit: Int) -> [UInt8]
    /// The stream is closed, by either side; no other call follows.
    func closed()
}
