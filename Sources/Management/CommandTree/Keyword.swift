/// A fixed word of a line.
struct Keyword: Sendable {
    /// In lower case.
    let word: String
    /// What it is for, for `?`.
    let help: String
    /// The name of what it says by standing there; `nil` if it says nothing.
    let says: ArgumentName?
    /// What it says by standing there.
    let records: (@Sendable () -> Argument?)?
    /// Whether a line with these arguments has it.
    let isSaid: @Sendable (Arguments) -> Bool
}
