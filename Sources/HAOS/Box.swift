import Linux
import Management

/// What the daemon knows of itself as a process, and what it sends for its operators.
final class Box {
    /// Probers that may be at work at once.
    private static let maximumProbers = 32

    let loop: EventLoop
    let processorUsage: ProcessorUsage
    private var probers: [Reference] = []

    init(loop: EventLoop) {
        self.loop = loop
        processorUsage = ProcessorUsage(on: loop)
    }

    /// Makes a prober; `interface` is the one that `source` names.
    func prober(
        to target: ProbeTarget, from source: ProbeSource?, interface: LinkDescription?
    ) throws(Refusal) -> any Prober {
        probers.removeAll { $0.prober?.isOpen != true }
        guard probers.count < Self.maximumProbers else {
            throw Refusal("\(Self.maximumProbers) probes are under way already; wait until one of them ends.")
        }
        let prober = try EchoProber(to: target, from: source, interface: interface, on: loop)
        probers.append(Reference(prober: prober))
        return prober
    }

    private struct Reference {
        weak var prober: EchoProber?
    }
}
