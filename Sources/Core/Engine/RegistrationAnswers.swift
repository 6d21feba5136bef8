/// When Binding Updates were accepted and refused last.
public struct RegistrationAnswers: Hashable, Sendable {
    /// When a Binding Update was refused, and why.
    public struct Refusal: Hashable, Sendable {
        /// When.
        public let moment: Instant
        /// Why.
        public let status: BindingStatus
    }

    /// When one was accepted last; `nil` for never.
    public private(set) var lastAcceptance: Instant?
    /// When one was refused last, and why; `nil` for never.
    public private(set) var lastRefusal: Refusal?

    /// None yet.
    public init() {}

    /// Notes an answer.
    mutating func record(_ status: BindingStatus, at now: Instant) {
        if status.isAccepted {
            lastAcceptance = now
        } else {
            lastRefusal = Refusal(moment: now, status: status)
        }
    }
}
