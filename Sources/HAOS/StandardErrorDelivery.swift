import Synchronization

/// Whether standard error took the last line that was written to it.
final class StandardErrorDelivery: Sendable {
    let isTaken = Atomic(true)
}
