/// What an `OutputSource` has to give.
public enum OutputPiece: Hashable, Sendable {
    /// Text; it ends with a line's end, unless the line grows as things happen.
    case text(String)
    /// Nothing yet: it worked for a while and wants others to have their turn.
    case pausing
    /// Nothing yet: it waits for something, and calls `ready` when it has come.
    case waiting
    /// Nothing more.
    case end
}
