/// Lines that are right each, and wrong together.
struct Contradiction: Hashable, Sendable {
    /// The section that is at fault.
    let path: ModePath
    /// What is wrong and what to do, in a sentence.
    let reason: String
}
