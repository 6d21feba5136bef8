/// An interface as the kernel sees it now.
public struct Link: Hashable, Sendable {
    /// One of the interface's addresses.
    public struct Address: Hashable, Sendable {
        /// The address.
        public var address: IPv6Address
        /// Bits of it that are the link's prefix, 0 to 128.
        public var prefixLength: UInt8
        /// False while the kernel's duplicate address detection runs, and after it failed.
        public var isUsable: Bool
        /// Whether the kernel made it of a Router Advertisement, and makes it again.
        public var isAutoconfigured = false

        /// Makes an address of an interface.
        public init(address: IPv6Address, prefixLength: UInt8, isUsable: Bool) {
            self.address = address
            self.prefixLength = prefixLength
            self.isUsable = isUsable
        }
    }

    /// The kernel's number.
    public var index: InterfaceIndex
    /// The kernel's name.
    public var name: String
    /// `nil` on links without link-layer addresses.
    public var linkLayerAddress: LinkLayerAddress?
    /// Octets.
    public var maximumTransmissionUnit: UInt32
    /// Up, with a carrier.
    public var isRunning: Bool
    /// How often the carrier came or went, by the kernel's count: it tells of a flap that was over before it was seen.
    public var carrierChanges: UInt32 = 0
    /// Its IPv6 addresses, link-local ones included.
    public var addresses: [Address]

    /// What this node speaks from on the link itself; `nil` while it has no link-local address there.
    var linkLocalSource: IPv6Address? {
        addresses.first { $0.isUsable && $0.address.isLinkLocal }?.address
    }

    /// Describes an interface.
    public init(
        index: InterfaceIndex, name: String, linkLayerAddress: LinkLayerAddress?, maximumTransmissionUnit: UInt32,
        isRunning: Bool, addresses: [Address]
    ) {
        self.index = index
        self.name = name
        self.linkLayerAddress = linkLayerAddress
        self.maximumTransmissionUnit = maximumTransmissionUnit
        self.isRunning = isRunning
        self.addresses = addresses
    }
}
