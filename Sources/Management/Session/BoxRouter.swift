import Core

/// The machine that a router is, as its operators see it: interfaces, kernel tables, clock and process.
public protocol BoxRouter: AnyObject {
    /// The interfaces, in the order of their names.
    func surveyInterfaces() throws(Refusal) -> Survey<[InterfaceStatus]>
    /// What IPv6 does on the interfaces, in the order of their names.
    func surveyIPv6Interfaces() throws(Refusal) -> Survey<[IPv6InterfaceStatus]>
    /// The routes of the kernel that are meant, in the order of their prefixes.
    func surveyRoutes(_ selection: RouteSelection) throws(Refusal) -> Survey<[RouteEntry]>
    /// The neighbors, in the order of interfaces and addresses.
    func surveyNeighbors() throws(Refusal) -> Survey<[NeighborEntry]>
    /// Forgets the neighbors of an interface, or of all, but for those that somebody entered; tells how many.
    func forgetNeighbors(of interface: InterfaceName?) throws(Refusal) -> Survey<Int>

    /// What this node advertises on an interface now; `nil` where nothing is.
    func advertisement(on interface: String) -> LinkAdvertisement?
    /// The binding of a home address; `nil` if there is none.
    func binding(of homeAddress: IPv6Address) -> BindingRecord?

    /// The clock on the wall.
    var clock: ClockReading { get }
    /// What the daemon's process uses.
    var processes: ProcessStatus { get }
    /// What the daemon keeps in memory.
    var memoryUse: MemoryReport { get }
    /// The kernel's counters of IPv6 and ICMPv6.
    func ipv6Traffic() throws(Refusal) -> IPv6TrafficReport
}
