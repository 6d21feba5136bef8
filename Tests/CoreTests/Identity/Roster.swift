import Core

/// Mobile nodes that host groups tell apart by their identifiers, and others.
enum Roster {
    /// One node by its name, with one home address.
    static let node = Member("mn0@example.org", Place.homeAddress, spi: 0x1000, key: 0x10)
    /// Two of a realm, whose nodes make their home addresses themselves.
    static let alice = Member("alice@example.net", Place.homeAddress(1), spi: 0x2000, key: 0x20)
    static let bob = Member("bob@example.net", Place.homeAddress(2), spi: 0x2000, key: 0x20)
    /// One of the realm that has a group of its own.
    static let eve = Member("eve@example.net", Place.homeAddress(3), spi: 0x3000, key: 0x30)
    /// One that is known by its home address alone.
    static let plain = Member(nil, Place.otherHomeAddress, spi: 0x4000, key: 0x40)

    static func world() -> World {
        World {
            $0.homeAgent.hostGroups = [
                group("NODE", node, homeAddresses: IPv6Prefix(node.homeAddress)),
                group("REALM", alice, as: "@example.net", homeAddresses: IPv6Prefix(.unspecified, length: 0)),
                group("EVE", eve, homeAddresses: IPv6Prefix(eve.homeAddress)),
                group("PLAIN", plain, homeAddresses: IPv6Prefix(plain.homeAddress)),
            ]
        }
    }

    private static func group(
        _ name: String, _ member: Member, as identifier: String? = nil, homeAddresses: IPv6Prefix?
    ) -> HostGroup {
        var group = HostGroup(name: name)
        group.identifier = (identifier ?? member.identifier).flatMap { NetworkAccessIdentifier($0) }
        group.homeAddresses = homeAddresses
        group.securityAssociations = [
            MobilitySecurityAssociation(
                securityParameterIndex: member.signature.securityParameterIndex,
                key: SecretKey(octets: member.signature.key))
        ]
        return group
    }
}

/// A mobile node with what it needs to say who it is.
struct Member: Sendable {
    let identifier: String?
    let homeAddress: IPv6Address
    let signature: BindingUpdateDraft.Signature

    init(_ identifier: String?, _ homeAddress: IPv6Address, spi: UInt32, key: UInt8) {
        self.identifier = identifier
        self.homeAddress = homeAddress
        signature = BindingUpdateDraft.Signature(
            securityParameterIndex: spi, key: [UInt8](repeating: key, count: 16))
    }

    /// What it is told apart by.
    var identity: NetworkAccessIdentifier? { identifier.flatMap { NetworkAccessIdentifier($0) } }

    /// A Binding Update that names its home address, and itself if it has a name.
    func update(_ sequenceNumber: UInt16 = 1, lifetime: UInt16 = 900) -> BindingUpdateDraft {
        BindingUpdateDraft().with {
            $0.homeAddressOption = homeAddress
            $0.source = Place.careOf(Int(truncatingIfNeeded: homeAddress.rawValue & 0xffff))
            $0.sequenceNumber = sequenceNumber
            $0.lifetime = lifetime
            $0.signatures = [signature]
            $0.name(identifier)
        }
    }
}

extension BindingUpdateDraft {
    /// Says who it is of by a Mobile Node Identifier option, or does not.
    mutating func name(_ identifier: String?) {
        options.removeAll { $0.first == 8 }
        if let identifier { options.append(Self.identifierOption(Array(identifier.utf8))) }
    }

    /// Asks for a home address.
    mutating func askForHomeAddress() {
        homeAddressOption = .unspecified
    }

    static func identifierOption(_ identifier: [UInt8], subtype: UInt8 = 1) -> [UInt8] {
        [8, UInt8(identifier.count + 1), subtype] + identifier
    }
}

extension World {
    /// The identifier in an acknowledgement.
    static func identifier(in packet: SentPacket?) -> [UInt8]? {
        for case .mobileNodeIdentifier(let option) in packet?.acknowledgement?.options ?? [] where option.subtype == 1 {
            return option.identifier
        }
        return nil
    }

    /// The refusals since `forget`.
    var refusals: [RegistrationRefusal] {
        observations.compactMap { if case .requestRefused(_, let refusal, _) = $0 { refusal } else { nil } }
    }

    /// Registers a member, duplicate address detection and all.
    mutating func register(_ member: Member, sequenceNumber: UInt16 = 1) {
        receive(member.update(sequenceNumber))
        advance(by: .seconds(1))
        forget()
    }
}
