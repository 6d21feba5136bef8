import Core

/// A tunnel to a mobile node (RFC 6275 section 10.4), as it is shown.
struct TunnelRecord: Encodable {
    /// Its place among all tunnels of the moment, from 1 on, in the order of home addresses; absent if it was asked for
    /// by its home address.
    var number: Int?
    /// Whose traffic it carries.
    var homeAddress: IPv6Address
    /// The near end: the address the mobile node registered with.
    var source: IPv6Address
    /// The far end: the care-of address.
    var destination: IPv6Address
    /// How packets are carried.
    var encapsulation = "IPv6 in IPv6"
    /// The kernel's name of the home link.
    var interface: String
    /// What is known of the path, in octets of the outer packet; absent while nothing is.
    var pathMTU: UInt32?
    /// Packets sent to the care-of address.
    var packetsTunnelled: UInt64
    /// Octets of them, without the outer header.
    var octetsTunnelled: UInt64
    /// Packets received from the care-of address.
    var packetsReverseTunnelled: UInt64
    /// Octets of them, without the outer header.
    var octetsReverseTunnelled: UInt64

    /// Describes the tunnel of a binding; `nil` for a binding without one.
    init?(_ binding: BindingRecord) {
        guard binding.type == .home, binding.state == .registered else { return nil }
        homeAddress = binding.homeAddress
        source = binding.homeAgent
        destination = binding.careOfAddress
        interface = binding.interface
        packetsTunnelled = binding.packetsTunnelled
        octetsTunnelled = binding.octetsTunnelled
        packetsReverseTunnelled = binding.packetsReverseTunnelled
        octetsReverseTunnelled = binding.octetsReverseTunnelled
    }
}

extension TunnelRecord {
    /// The tunnel as a block of lines.
    var text: String {
        """
        Tunnel \(number.map { "\($0) " } ?? "")for \(homeAddress)\(interface.isEmpty ? "" : ", home link \(interface)")
          source \(source), destination \(destination)
          encapsulation \(encapsulation), path MTU \(pathMTU.map { "\($0) octets" } ?? "not learned")
          tunnelled \(packetsTunnelled) packets, \(octetsTunnelled) octets
          reverse tunnelled \(packetsReverseTunnelled) packets, \(octetsReverseTunnelled) octets

        """
    }

    /// The tunnel in a line.
    var summary: String {
        """
        \(number.map { "\($0) " } ?? "")\(homeAddress) at \(destination), \
        \(packetsTunnelled) packets tunnelled, \(packetsReverseTunnelled) reverse tunnelled

        """
    }
}
