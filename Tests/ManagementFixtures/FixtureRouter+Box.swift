import Core
import Management

extension FixtureRouter {
    /// Four interfaces, after a piece of work.
    public func surveyInterfaces() throws(Refusal) -> Survey<[InterfaceStatus]> {
        survey(FixtureBox.interfaces)
    }

    /// The same.
    public func surveyIPv6Interfaces() throws(Refusal) -> Survey<[IPv6InterfaceStatus]> {
        survey(FixtureBox.ipv6Interfaces)
    }

    /// A route from each source.
    public func surveyRoutes(_ selection: RouteSelection) throws(Refusal) -> Survey<[RouteEntry]> {
        if let refusal { throw refusal }
        var chosen: [RouteEntry] = []
        selection.choose(FixtureBox.routes, among: &chosen)
        return survey(chosen.sorted())
    }

    /// The neighbors that were not forgotten.
    public func surveyNeighbors() throws(Refusal) -> Survey<[NeighborEntry]> {
        survey(neighbors)
    }

    /// Forgets them at once.
    public func forgetNeighbors(of interface: InterfaceName?) throws(Refusal) -> Survey<Int> {
        let count = neighbors.count
        neighbors.removeAll { $0.state != .permanent && interface?.text ?? $0.interface == $0.interface }
        return survey(count - neighbors.count)
    }

    /// What a home link advertises, on `home0` alone.
    public func advertisement(on interface: String) -> LinkAdvertisement? {
        interface == "home0" ? FixtureBox.advertisement : nil
    }

    /// The record with the home address.
    public func binding(of homeAddress: IPv6Address) -> BindingRecord? {
        records.first { $0.homeAddress == homeAddress }
    }

    /// A prober in the network of fixtures.
    public func prober(to target: ProbeTarget, from source: ProbeSource?) throws(Refusal) -> any Prober {
        if let refusal { throw refusal }
        return FixtureProber.network(target, from: source)
    }

    /// A moment in winter.
    public var clock: ClockReading { FixtureBox.clock }

    /// A process with two threads.
    public var processes: ProcessStatus { FixtureBox.processes }

    /// A heap and two tables.
    public var memoryUse: MemoryReport { FixtureBox.memory }

    /// A few packets.
    public func ipv6Traffic() throws(Refusal) -> IPv6TrafficReport {
        IPv6TrafficReport([
            "Ip6InReceives": 120, "Ip6InDelivers": 100, "Ip6OutRequests": 90, "Icmp6InMsgs": 30, "Icmp6InEchos": 4,
            "Icmp6OutMsgs": 31, "Icmp6OutEchoReplies": 4,
        ])
    }

    /// A survey that takes one piece of work, and then has a value, or is refused.
    private func survey<Value>(_ value: Value) -> Survey<Value> {
        var hasWorked = false
        return Survey { [unowned self] () throws(Refusal) in
            if let refusal { throw refusal }
            defer { hasWorked = true }
            return hasWorked ? value : nil
        }
    }
}
