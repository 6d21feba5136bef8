/// A fixed word of a line.
struct Keyword: Sendable {
    /// In lower case.
    let word: String
    /// What it is for, for `?`.
    let help: String
    /// What it says by standing there.
    let records: (@Sendable () -> Argument?)?
    /// Whether a line with these arguments has it.
    let isSaid: @Sendable (Arguments) -> Bool
}
