import Core
import Cryptography

/// An engine that many mobile nodes register with, by packets as they come from the network.
final class ManyNodes {
    private(set) var engine = Engine(authenticator: SwiftCryptoAuthenticator(), seed: 1)
    private(set) var now = Instant(nanoseconds: 1_000_000_000)
    private var sequenceNumber: UInt16 = 0
    /// What the node of a number says that it is; `nil` if it says nothing.
    var identifier: (Int) -> String? = { _ in nil }

    private static let homeAgent = IPv6Address(rawValue: 0x2001_0db8_0001_0000_0000_0000_0000_0001)
    private static let interface = InterfaceIndex(rawValue: 2)

    /// A home agent that asks for no proof of origin.
    init(_ change: (inout MobilityConfiguration) -> Void = { _ in }) {
        var configuration = MobilityConfiguration()
        configuration.isEnabled = true
        configuration.homeAgent.requiresAuthentication = false
        var link = MobilityInterfaceConfiguration()
        link.isHomeLink = true
        link.addresses = [InterfaceAddress(address: Self.homeAgent, prefixLength: 64)]
        link.advertisement.suppression = .all
        configuration.interfaces["home0"] = link
        change(&configuration)
        handle(.configured(configuration))
        handle(
            .linkChanged(
                Link(
                    index: Self.interface, name: "home0",
                    linkLayerAddress: LinkLayerAddress(rawValue: 0x02_00_00_00_00_01), maximumTransmissionUnit: 1500,
                    isRunning: true,
                    addresses: [
                        Link.Address(address: .linkLocal(interfaceIdentifier: 1), prefixLength: 64, isUsable: true),
                        Link.Address(address: Self.homeAgent, prefixLength: 64, isUsable: true),
                    ])))
    }

    /// The home address of a node: numbers that follow each other are far apart.
    static func homeAddress(_ number: Int) -> IPv6Address {
        IPv6Address(rawValue: (homeAgent.rawValue >> 64) << 64 | UInt128(UInt64(number + 1) &* 0x9e37_79b9_7f4a_7c15))
    }

    static func careOfAddress(_ number: Int, link: Int) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(link) << 80 | UInt128(number + 0x100))
    }

    /// Registers nodes that were not registered, as many at a time as may be under way.
    func register(_ count: Int) {
        for start in stride(from: 0, to: count, by: 50_000) {
            update(start..<min(count, start + 50_000), link: 2)
            now = now + .seconds(2)
            handle(.deadline)
        }
    }

    /// Lets nodes say where they are.
    func update(_ numbers: Range<Int>, link: Int) {
        sequenceNumber += 1
        for number in numbers { handle(.packet(update(number, link: link))) }
    }

    /// A Binding Update for the whole of the longest lifetime.
    func update(_ number: Int, link: Int) -> ReceivedPacket {
        var builder = IPv6PacketBuilder(
            source: Self.careOfAddress(number, link: link), destination: Self.homeAgent)
        builder.homeAddress = Self.homeAddress(number)
        let update = BindingUpdate(
            sequenceNumber: sequenceNumber, flags: [.acknowledge, .homeRegistration], lifetime: 0xffff,
            options: identifier(number).map {
                [.mobileNodeIdentifier(MobileNodeIdentifierOption(subtype: 1, identifier: Array($0.utf8)))]
            } ?? [])
        return ReceivedPacket(
            interface: Self.interface, linkLayerSource: nil,
            octets: builder.packet(mobilityHeader: MobilityMessage.bindingUpdate(update).encoded()))
    }

    /// Hands an event over, and answers for the forwarding plane.
    func handle(_ event: Event) {
        for effect in engine.handle(event, at: now) {
            guard case .installForwarding(let entry) = effect else { continue }
            _ = engine.handle(.forwardingInstalled(entry, .installed), at: now)
        }
    }
}
