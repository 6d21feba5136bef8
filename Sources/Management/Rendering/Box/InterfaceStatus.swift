import Core

/// An interface of the machine, as it is shown.
public struct InterfaceStatus: Encodable, Hashable, Sendable {
    /// What went one way since the interface is there.
    public struct Counters: Encodable, Hashable, Sendable {
        /// Packets.
        public var packets: UInt64 = 0
        /// Octets of them.
        public var octets: UInt64 = 0
        /// Packets that were damaged, or could not be sent.
        public var errors: UInt64 = 0
        /// Packets dropped for want of room.
        public var drops: UInt64 = 0

        /// Nothing.
        public init() {}
    }

    /// The kernel's name.
    public var name: String
    /// The kernel's number.
    public var index: UInt32
    /// What the configuration says of it, or else the kernel (`ip link set alias`).
    public var description: String?
    /// What it is, in the driver's word: `veth`, `bridge`; `ethernet` and the like for hardware.
    public var hardware = ""
    /// The link-layer address: `02:00:5e:10:00:01`.
    public var linkLayerAddress: String?
    /// Administratively up.
    public var isEnabled = false
    /// Up, with a carrier.
    public var isRunning = false
    /// The kernel's word for its state (RFC 2863 section 3.1.14): `up`, `lowerLayerDown`.
    public var operationalState = ""
    /// Octets.
    public var maximumTransmissionUnit: UInt32 = 0
    /// The kernel's words for its flags (netdevice(7)): `broadcast`, `multicast`.
    public var flags: [String] = []
    /// Megabits a second, if the driver tells.
    public var speed: UInt32?
    /// Whether both ways are used at once, if the driver tells.
    public var isFullDuplex: Bool?
    /// IPv6 addresses with their prefix lengths.
    public var addresses: [String] = []
    /// What was received.
    public var input = Counters()
    /// What was sent.
    public var output = Counters()

    /// Describes an interface.
    public init(name: String, index: UInt32) {
        self.name = name
        self.index = index
    }

    /// `home0 is up, line protocol is up`.
    static func headline(_ name: String, isEnabled: Bool, isRunning: Bool) -> String {
        let state = !isEnabled ? "administratively down" : isRunning ? "up" : "down"
        return "\(name) is \(state), line protocol is \(isRunning ? "up" : "down")\n"
    }
}
