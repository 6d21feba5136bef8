/// What a prober has to tell.
public enum ProbeEvent: Hashable, Sendable {
    /// Probes can be sent.
    case began(ProbePath)
    /// A probe was answered.
    case answer(ProbeAnswer)
    /// A probe was not answered in time.
    case silence
    /// No probe can be sent; nothing follows.
    case failed(Refusal)
}
