import Core
import Glibc
import Management

/// Sends echo requests, one at a time, and hears what becomes of each, by an event loop.
public final class EchoProber: Prober {
    /// The least time between two requests: nobody floods anybody from the prompt.
    private static let pace = Duration.milliseconds(10)
    /// Messages taken from the socket before anything else gets its turn.
    private static let messagesPerWakeUp = 32

    /// A request that waits for its answer.
    private struct Request {
        var sequence: UInt16
        var sentAt: Instant
    }

    /// Called when `next` has something after it had nothing.
    public var ready: () -> Void = {}
    /// Whether it was not closed.
    public var isOpen: Bool { timer != nil }

    private let loop: EventLoop
    private let source: ProbeSource?
    /// The interface that `source` names.
    private let interface: LinkDescription?
    private let message = EchoMessage(identifier: .random(in: .min ... .max))
    private var events: [ProbeEvent] = []
    private var path: ProbePath?
    private var lookup: NameLookup?
    private var socket: EchoSocket?
    private var registration: Registration?
    private var timer: LoopTimer?
    /// A probe that waits until it may be sent.
    private var waiting: Probe?
    private var request: Request?
    private var sequence: UInt16 = 0
    private var hopLimit: UInt8?
    private var mayBeSent = Instant(nanoseconds: 0)

    /// Begins to find a way to a target.
    ///
    /// - Parameter interface: The interface that `source` names.
    public init(
        to target: ProbeTarget, from source: ProbeSource?, interface: LinkDescription?, on loop: EventLoop
    ) throws(Refusal) {
        self.loop = loop
        self.source = source
        self.interface = interface
        timer = loop.makeTimer { [unowned self] now in timeHasCome(now) }
        switch target {
        case .address(let address): open(address)
        case .name(let name): try lookUp(name)
        }
    }

    deinit {
        close()
    }

    /// What happened next; `nil` if nothing has yet.
    public func next() -> ProbeEvent? {
        events.isEmpty ? nil : events.removeFirst()
    }

    /// Sends a probe, 10 ms after the last one or later.
    public func send(_ probe: Probe) {
        waiting = probe
        timer?.deadline = mayBeSent
    }

    /// Closes its socket, and waits for nothing any more.
    public func close() {
        timer?.cancel()
        registration?.cancel()
        (timer, registration, socket, lookup) = (nil, nil, nil, nil)
    }

    private func happened(_ event: ProbeEvent) {
        events.append(event)
        ready()
    }
}

// MARK: Beginning

extension EchoProber {
    private func lookUp(_ name: String) throws(Refusal) {
        do throws(SystemCallError) {
            let lookup = try NameLookup(name)
            self.lookup = lookup
            registration = try loop.register(lookup.descriptor) { [unowned self] _, _ in found(name) }
        } catch {
            throw Refusal("\(error).")
        }
    }

    private func found(_ name: String) {
        guard let outcome = lookup?.takeOutcome() else { return }
        registration?.cancel()
        (registration, lookup) = (nil, nil)
        switch outcome {
        case .address(let address): open(address)
        case .failed(let reason): events.append(.failed(Refusal("\(name) has no IPv6 address: \(reason).")))
        }
        ready()
    }

    private func open(_ destination: IPv6Address) {
        do throws(Refusal) {
            let path = ProbePath(source: try sourceAddress(towards: destination), destination: destination)
            try open(path)
            self.path = path
            events.append(.began(path))
        } catch {
            events.append(.failed(error))
        }
    }

    /// The address that probes come from: what was asked for, or what the kernel takes.
    private func sourceAddress(towards destination: IPv6Address) throws(Refusal) -> IPv6Address {
        if destination.isLinkLocal || destination.isMulticast, interface == nil {
            throw Refusal(
                "\(destination) is on every link: write `source` and the interface of the link that is meant.")
        }
        switch source {
        case .address(let address): return address
        case .interface(let name):
            let usable = interface?.link.addresses.filter(\.isUsable).map(\.address) ?? []
            let isLocal = destination.isLinkLocal || destination.isMulticast
            if let address = usable.first(where: { $0.isLinkLocal == isLocal }) ?? usable.first { return address }
            throw Refusal("\(name) has no IPv6 address to send from.")
        case nil:
            do throws(SystemCallError) {
                return try .source(towards: destination, on: nil)
            } catch {
                throw Refusal("There is no way to \(destination): \(error.reason).")
            }
        }
    }

    private func open(_ path: ProbePath) throws(Refusal) {
        do throws(SystemCallError) {
            let socket = try EchoSocket()
            if source != nil { try socket.bind(to: path.source, on: scope(of: path.source)) }
            registration = try loop.register(socket.rawValue) { [unowned self] _, now in receive(at: now) }
            self.socket = socket
        } catch {
            throw Refusal("\(error).")
        }
    }

    private func scope(of address: IPv6Address) -> InterfaceIndex? {
        address.isLinkLocal || address.isMulticast ? interface?.link.index : nil
    }
}

// MARK: Requests and answers

extension EchoProber {
    private func timeHasCome(_ now: Instant) {
        if let probe = waiting {
            waiting = nil
            transmit(probe, at: now)
        } else if request != nil {
            request = nil
            happened(.silence)
        }
    }

    private func transmit(_ probe: Probe, at now: Instant) {
        guard let socket, let path else { return }
        sequence &+= 1
        mayBeSent = now + Self.pace
        request = Request(sequence: sequence, sentAt: now)
        timer?.deadline = now + probe.timeout
        if let limit = probe.hopLimit, limit != hopLimit {
            // It fails for no number that a probe may have.
            try? socket.setHopLimit(limit)
            hopLimit = limit
        }
        let octets = message.request(sequence: sequence, size: probe.size)
        switch socket.send(octets, to: path.destination, on: scope(of: path.destination)) {
        case EMSGSIZE: answered(.packetTooBig, by: path.source, at: now)
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: answered(.unreachable(code: 0), by: path.source, at: now)
        case EACCES: answered(.unreachable(code: 1), by: path.source, at: now)
        // What finds no room, or is dropped by a filter of this machine, is lost like on the way.
        default: break
        }
    }

    private func receive(at now: Instant) {
        for _ in 0..<Self.messagesPerWakeUp {
            guard let (octets, source) = socket?.receive() else { return }
            guard let path, let request, let answer = message.answer(in: octets), answer.sequence == request.sequence
            else { continue }
            let isFromDestination = path.destination.isMulticast || source == path.destination
            guard answer.destination.map({ $0 == path.destination }) ?? isFromDestination else { continue }
            answered(answer.outcome, by: source, at: now)
        }
    }

    private func answered(_ outcome: ProbeAnswer.Outcome, by source: IPv6Address, at now: Instant) {
        guard let request else { return }
        self.request = nil
        timer?.deadline = nil
        happened(.answer(ProbeAnswer(outcome: outcome, source: source, roundTrip: now - request.sentAt)))
    }
}
