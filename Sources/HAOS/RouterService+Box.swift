import Core
import Linux
import Management

extension RouterService {
    func surveyInterfaces() throws(Refusal) -> Survey<[InterfaceStatus]> {
        try KernelTables.interfaces()
    }

    func surveyIPv6Interfaces() throws(Refusal) -> Survey<[IPv6InterfaceStatus]> {
        try KernelTables.ipv6Interfaces()
    }

    func surveyRoutes(_ selection: RouteSelection) throws(Refusal) -> Survey<[RouteEntry]> {
        try KernelTables.routes(selection, names: linkNames)
    }

    func surveyNeighbors() throws(Refusal) -> Survey<[NeighborEntry]> {
        try KernelTables.neighbors(names: linkNames)
    }

    func forgetNeighbors(of interface: InterfaceName?) throws(Refusal) -> Survey<Int> {
        let link = interface.flatMap { name in surroundings.links.first { $0.link.name == name.text } }
        return try KernelTables.forgetNeighbors(of: link?.link.index)
    }

    func advertisement(on interface: String) -> LinkAdvertisement? {
        surroundings.links.first { $0.link.name == interface }
            .flatMap { driver.routerAdvertisement(on: $0.link.index) }
    }

    func binding(of homeAddress: IPv6Address) -> BindingRecord? {
        driver.binding(of: homeAddress).map { plane.record(of: $0, at: now) }
    }

    var clock: ClockReading { LocalClock.reading() }

    var processes: ProcessStatus {
        .current(utilization: box.processorUsage.utilization, loop: box.loop.statistics)
    }

    var memoryUse: MemoryReport {
        let heap = HeapUse.current
        return MemoryReport(
            resident: processes.residentMemory, heapTotal: heap.total, heapUsed: heap.used, heapFree: heap.free,
            bindings: UInt64(driver.numberOfBindings), maps: plane.memory)
    }

    func ipv6Traffic() throws(Refusal) -> IPv6TrafficReport {
        do throws(SystemCallError) {
            return IPv6TrafficReport(try ProcessFiles.ipv6Counters())
        } catch {
            throw Refusal("\(error).")
        }
    }

    private var linkNames: [InterfaceIndex: String] {
        Dictionary(surroundings.links.map { ($0.link.index, $0.link.name) }, uniquingKeysWith: { $1 })
    }
}
