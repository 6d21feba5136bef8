import Core

/// A file descriptor's place in an event loop, until it is cancelled.
public final class Registration {
    /// Called with what the descriptor is ready for, and the moment of the wake-up.
    ///
    /// A handler does a bounded piece of work and returns; what is left is reported again after the others had their
    /// turn.
    public typealias Handler = (Readiness, Instant) -> Void

    /// The registered file descriptor; its owner closes it, after `cancel`.
    public let descriptor: Int32
    let token: UInt64
    let handler: Handler
    private weak var loop: EventLoop?
    private var watched: Readiness

    init(descriptor: Int32, token: UInt64, interest: Readiness, loop: EventLoop, handler: @escaping Handler) {
        self.descriptor = descriptor
        self.token = token
        self.watched = interest
        self.loop = loop
        self.handler = handler
    }

    /// What the descriptor is watched for at present.
    public var interest: Readiness { watched }

    /// Watches for something else from the next wake-up on; nothing at all is allowed.
    public func watch(for interest: Readiness) throws(SystemCallError) {
        guard interest != watched, let loop else { return }
        try loop.watch(self, for: interest)
        watched = interest
    }

    /// Ends the registration: the handler is not called any more, not even for what this wake-up already found.
    public func cancel() {
        loop?.forget(self)
        loop = nil
    }
}
