/// Sends probes to one destination, one at a time, and hears what becomes of each; made by a router.
public protocol Prober: AnyObject {
    /// Called when `next` has something after it had nothing.
    var ready: () -> Void { get set }
    /// Sends a probe, as soon as the one before is not too close; its outcome comes from `next`.
    func send(_ probe: Probe)
    /// What happened next, `began` first; `nil` if nothing has yet.
    func next() -> ProbeEvent?
    /// Ends it; no call follows.
    func close()
}
