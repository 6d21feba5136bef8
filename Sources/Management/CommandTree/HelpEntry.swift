/// One line of the answer to `?`.
struct HelpEntry: Hashable, Sendable {
    /// What may be written: a keyword, `<1-10>`, `WORD`, `<cr>`.
    let word: String
    /// What it is for.
    let help: String
}
