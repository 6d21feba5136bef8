import Core
import Management

/// Bindings that a fixture router may have.
public enum FixtureBindings {
    /// Two home registrations, one of them under way, and a correspondent registration.
    public static var all: [BindingRecord] {
        var registered = BindingRecord(
            homeAddress: address(1, 0x100), careOfAddress: address(2, 0x100), homeAgent: address(1, 1), type: .home,
            state: .registered)
        registered.sequence = 17
        registered.lifetimeGranted = 600
        registered.lifetimeRemaining = 421
        registered.flags = "AHL"
        registered.interface = "home0"
        registered.packetsTunnelled = 12
        registered.octetsTunnelled = 1248
        registered.packetsReverseTunnelled = 11
        registered.octetsReverseTunnelled = 1144
        var registering = BindingRecord(
            homeAddress: address(1, 0x101), careOfAddress: address(3, 0x101), homeAgent: address(1, 1), type: .home,
            state: .registering)
        registering.mobileNodeIdentifier = "alice@example.net"
        registering.flags = "AH"
        registering.interface = "home0"
        var correspondent = BindingRecord(
            homeAddress: address(9, 0x200), careOfAddress: address(3, 0x200), homeAgent: address(1, 1),
            type: .correspondent, state: .registered)
        correspondent.sequence = 3
        correspondent.lifetimeGranted = 420
        correspondent.lifetimeRemaining = 400
        correspondent.packetsTunnelled = 5
        correspondent.octetsTunnelled = 520
        correspondent.packetsReverseTunnelled = 4
        correspondent.octetsReverseTunnelled = 416
        return [registered, registering, correspondent]
    }

    /// `2001:db8:SUBNET::HOST`.
    private static func address(_ subnet: UInt128, _ host: UInt128) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | subnet << 80 | host)
    }
}
