/// Makes what a command prints, piece by piece, as it is asked for.
public protocol OutputSource: AnyObject {
    /// Called when something has come after `waiting`; whoever asks for pieces sets it.
    var ready: () -> Void { get set }
    /// The next piece; a bounded piece of work.
    func next() -> OutputPiece
    /// Nobody wants the rest; no call follows.
    func cancel()
}
