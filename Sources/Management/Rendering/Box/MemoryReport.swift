/// `show memory`: what the daemon keeps in memory, and what the kernel keeps for it. Octets, unless it says otherwise.
public struct MemoryReport: Encodable, Hashable, Sendable {
    /// A table of the forwarding plane.
    public struct Map: Encodable, Hashable, Sendable {
        /// The kernel's name.
        public var name: String
        /// Entries that have room.
        public var maximumEntries: UInt32
        /// Octets of the kernel's memory.
        public var octets: UInt64

        /// Describes a table.
        public init(name: String, maximumEntries: UInt32, octets: UInt64) {
            self.name = name
            self.maximumEntries = maximumEntries
            self.octets = octets
        }
    }

    /// The machine's memory that the process has.
    public var resident: UInt64
    /// What the heap took from the machine.
    public var heapTotal: UInt64
    /// What of the heap is in use.
    public var heapUsed: UInt64
    /// What of the heap is free.
    public var heapFree: UInt64
    /// Number of bindings.
    public var bindings: UInt64
    /// The forwarding plane's tables, by name.
    public var maps: [Map]

    /// Describes memory.
    public init(
        resident: UInt64, heapTotal: UInt64, heapUsed: UInt64, heapFree: UInt64, bindings: UInt64, maps: [Map]
    ) {
        self.resident = resident
        self.heapTotal = heapTotal
        self.heapUsed = heapUsed
        self.heapFree = heapFree
        self.bindings = bindings
        self.maps = maps
    }
}

extension MemoryReport: WholeReport {
    static let schema = 1

    var text: String {
        let columns = TextColumns(widths: [16, 14, 14, 14])
        let tables = TextColumns(widths: [24, 14])
        return columns.line("", "Total", "Used", "Free")
            + columns.line("Heap", "\(heapTotal)", "\(heapUsed)", "\(heapFree)")
            + "Resident: \(resident) octets\nBindings: \(bindings)\n\n"
            + tables.line("Kernel table", "Entries", "Octets")
            + maps.map { tables.line($0.name, "\($0.maximumEntries)", "\($0.octets)") }.joined()
    }
}
