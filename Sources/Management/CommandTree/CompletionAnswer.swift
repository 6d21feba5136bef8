/// The answer to Tab.
struct CompletionAnswer: Hashable, Sendable {
    /// The word that is being written.
    let partial: String
    /// The words that it may become, in order.
    let candidates: [String]
}
