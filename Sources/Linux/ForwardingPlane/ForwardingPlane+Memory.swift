import Management

extension ForwardingPlane {
    /// What the kernel keeps for it, table by table.
    public var memory: [MemoryReport.Map] {
        object.maps().map {
            MemoryReport.Map(
                name: $0.name, maximumEntries: $0.maximumEntries, octets: ProcessFiles.mapMemory($0.descriptor))
        }
    }
}
