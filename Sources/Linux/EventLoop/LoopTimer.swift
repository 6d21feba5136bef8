import Core

/// A moment that a loop waits for, set again and again; made by `EventLoop.makeTimer`.
public final class LoopTimer {
    /// Called once when the moment has come, with the moment of the wake-up; there is no deadline by then, and the next
    /// may be set.
    public typealias Handler = (Instant) -> Void

    /// When the handler is called next, on `MonotonicClock`; `nil` for never. A moment in the past is now.
    public var deadline: Instant?
    private let handler: Handler
    private weak var loop: EventLoop?

    init(loop: EventLoop, handler: @escaping Handler) {
        self.loop = loop
        self.handler = handler
    }

    /// Ends the timer: the handler is not called any more.
    public func cancel() {
        deadline = nil
        loop?.forget(self)
        loop = nil
    }

    /// Calls the handler if the moment has come.
    func fire(at now: Instant) {
        guard let deadline, deadline <= now else { return }
        self.deadline = nil
        handler(now)
    }
}
