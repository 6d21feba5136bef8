/// Addresses that an interface has brought along from another link, or through the loss of its carrier: the kernel
/// does not look whether anybody else has them on this one, so duplicate address detection is repeated for those that
/// are used (RFC 6275 section 11.5.3). Meanwhile they are used, as optimistic addresses are (RFC 4429).
struct CarriedAddresses: Sendable {
    /// Those that nobody was asked about.
    private var unverified: Set<IPv6Address> = []
    /// Those that are being asked about, and until when.
    private var detections: [IPv6Address: Instant] = [:]
    /// Those that are somebody else's.
    private(set) var duplicates: Set<IPv6Address> = []

    /// Those that are being asked about.
    var probed: Set<IPv6Address> { Set(detections.keys) }

    /// When the first of them has been asked about long enough; `nil` if there is none.
    var deadline: Instant? { detections.values.min() }

    /// The interface is on another link.
    mutating func arrive(with addresses: [IPv6Address]) {
        self = CarriedAddresses()
        unverified = Set(addresses)
    }

    /// Addresses are gone; the kernel looks after those that come.
    mutating func keep(_ addresses: [IPv6Address]) {
        unverified.formIntersection(addresses)
        duplicates.formIntersection(addresses)
        detections = detections.filter { addresses.contains($0.key) }
    }

    /// Whether an address is to be asked about now that it is used; it then is until `end`.
    mutating func begin(_ address: IPv6Address, until end: Instant) -> Bool {
        guard unverified.remove(address) != nil else { return false }
        detections[address] = end
        return true
    }

    /// Somebody advertises, or probes, an address; gives back whether that makes it a duplicate.
    mutating func heard(_ address: IPv6Address) -> Bool {
        guard detections.removeValue(forKey: address) != nil else { return false }
        duplicates.insert(address)
        return true
    }

    /// Nothing was heard of some for long enough.
    /// - Parameter heard: those that something could be heard of; the others are asked about again.
    mutating func finish(at now: Instant, heard: Set<IPv6Address>) {
        let finished = detections.filter { $0.value <= now }.keys
        unverified.formUnion(Set(finished).subtracting(heard))
        for address in finished { detections[address] = nil }
    }

    /// Nothing is asked any more.
    mutating func end() { detections = [:] }
}
