/// What a filter says, and the line that says it.
public struct FilterVerdict: Hashable, Sendable {
    /// The first line that matches.
    public let line: FilterLine
    /// What it says.
    public let action: FilterAction
    /// What it wants logged of the packet; `nil` for nothing.
    public let log: FilterLog?

    init(_ line: FilterLine, _ action: FilterAction, log: FilterLog? = nil) {
        self.line = line
        self.action = action
        self.log = log
    }

    /// No entry matches.
    static let implicitDeny = FilterVerdict(.implicitDeny, .deny)
}
