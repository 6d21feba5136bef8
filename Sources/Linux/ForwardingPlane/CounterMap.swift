import CBPF

/// The map of the forwarding plane's counters, one value for each processor.
struct CounterMap {
    private let descriptor: Int32

    /// Finds the map; it lives as long as `object`.
    init(in object: borrowing ForwardingObject) throws(ForwardingPlaneError) {
        descriptor = try object.map(
            "counters", keySize: MemoryLayout<UInt32>.size, valueSize: MemoryLayout<UInt64>.size)
    }

    /// Every counter, summed over the processors, and what the daemon itself counted under its name.
    func read(adding own: [ForwardingCounter: UInt64]) -> ForwardingCounters {
        let processors = max(1, Int(libbpf_num_possible_cpus()))
        let values = ForwardingCounter.allCases.enumerated().map { index, counter in
            var values = [UInt64](repeating: 0, count: processors)
            var key = UInt32(index)
            let result = unsafe bpf_map_lookup_elem(descriptor, &key, &values)
            return result == 0 ? values.reduce(own[counter] ?? 0, &+) : 0
        }
        return ForwardingCounters(values: values)
    }
}
