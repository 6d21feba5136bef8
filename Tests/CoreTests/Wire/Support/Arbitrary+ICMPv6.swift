import Core
import Testing

extension Arbitrary {
    /// A message of one of the types from 0 to 15, or of no known type.
    mutating func icmpv6Message(_ kind: Int) throws -> ICMPv6Message {
        switch kind {
        case 0:
            .destinationUnreachable(
                DestinationUnreachable(
                    code: DestinationUnreachable.Code(rawValue: number()), invokingPacket: octets(0...1232)))
        case 1: .packetTooBig(PacketTooBig(maximumTransmissionUnit: number(), invokingPacket: octets(0...100)))
        case 2:
            .timeExceeded(
                TimeExceeded(code: TimeExceeded.Code(rawValue: number()), invokingPacket: octets(0...100)))
        case 3:
            .parameterProblem(
                ParameterProblem(
                    code: ParameterProblem.Code(rawValue: number()), pointer: number(), invokingPacket: octets(0...100))
            )
        case 4: .routerSolicitation(RouterSolicitation(options: try neighborDiscoveryOptions()))
        case 5: .routerAdvertisement(try routerAdvertisement())
        case 6:
            .neighborSolicitation(NeighborSolicitation(target: address(), options: try neighborDiscoveryOptions()))
        case 7:
            .neighborAdvertisement(
                NeighborAdvertisement(
                    flags: NeighborAdvertisement.Flags(rawValue: number() & 0xe0), target: address(),
                    options: try neighborDiscoveryOptions()))
        case 8:
            .homeAgentAddressDiscoveryRequest(
                HomeAgentAddressDiscoveryRequest(identifier: number(), isForMobileRouters: flag()))
        case 9:
            .homeAgentAddressDiscoveryReply(
                HomeAgentAddressDiscoveryReply(
                    identifier: number(), isForMobileRouters: flag(), addresses: many(upTo: 77) { $0.address() }))
        case 10: .mobilePrefixSolicitation(MobilePrefixSolicitation(identifier: number()))
        case 11:
            .mobilePrefixAdvertisement(
                MobilePrefixAdvertisement(
                    identifier: number(), hasManagedAddresses: flag(), hasOtherConfiguration: flag(),
                    options: try neighborDiscoveryOptions()))
        case 12:
            .multicastListenerQuery(
                MulticastListenerQuery(
                    maximumResponseCode: number(), group: address(),
                    version2: flag()
                        ? .init(
                            suppressesRouters: flag(), robustness: number(0...7), intervalCode: number(),
                            sources: many(upTo: 9) { $0.address() }) : nil))
        case 13: .multicastListenerReport(MulticastListenerReport(group: address()))
        case 14: .multicastListenerDone(MulticastListenerDone(group: address()))
        case 15:
            .multicastListenerReportVersion2(
                MulticastListenerReportVersion2(
                    records: many(upTo: 9) { arbitrary in
                        MulticastAddressRecord(
                            MulticastAddressRecord.Kind(rawValue: arbitrary.number()), of: arbitrary.address(),
                            sources: arbitrary.many(upTo: 9) { $0.address() })
                    }))
        default:
            .unknown(type: ICMPv6MessageType(rawValue: number(148...255)), code: number(), data: octets(0...100))
        }
    }

    private mutating func routerAdvertisement() throws -> RouterAdvertisement {
        RouterAdvertisement(
            currentHopLimit: number(), flags: RouterAdvertisementFlags(rawValue: number() & 0xe4),
            preference: pick([.high, .medium, .low], else: .medium), routerLifetime: number(),
            reachableTime: number(), retransmissionTimer: number(), options: try neighborDiscoveryOptions())
    }

    mutating func neighborDiscoveryOptions() throws -> [NeighborDiscoveryOption] {
        try many(upTo: 5) { try $0.neighborDiscoveryOption() }
    }

    mutating func neighborDiscoveryOption() throws -> NeighborDiscoveryOption {
        switch number(0...9) as UInt8 {
        case 0: return .sourceLinkLayerAddress(LinkLayerAddress(rawValue: number()))
        case 1: return .targetLinkLayerAddress(LinkLayerAddress(rawValue: number()))
        case 2: return .prefixInformation(try prefixInformation())
        case 3: return .maximumTransmissionUnit(number())
        case 4: return .advertisementInterval(milliseconds: number())
        case 5: return .homeAgentInformation(preference: number(), lifetime: number())
        case 6:
            return .routeInformation(
                RouteInformation(
                    prefix: try prefix(), preference: pick([.high, .medium, .low], else: .medium), lifetime: number()))
        case 7:
            let addresses = [address()] + many(upTo: 5) { $0.address() }
            return .recursiveDNSServers(try #require(RecursiveDNSServers(lifetime: number(), addresses: addresses)))
        case 8:
            let names = [try domainName()] + (try many(upTo: 5) { try $0.domainName() })
            return .dnsSearchList(try #require(DNSSearchList(lifetime: number(), domainNames: names)))
        default: return .unknown(type: number(40...255), data: octets(1...300).filled(to: 8, less: 2))
        }
    }

    private mutating func prefixInformation() throws -> PrefixInformation {
        let prefix = try prefix()
        let host = address().rawValue & (prefix.length == 128 ? 0 : UInt128.max >> UInt128(prefix.length))
        return PrefixInformation(
            prefix: prefix, isOnLink: flag(), isAutonomous: flag(),
            routerAddress: flag() ? IPv6Address(rawValue: prefix.address.rawValue | host) : nil,
            validLifetime: number(), preferredLifetime: number())
    }

    private mutating func prefix() throws -> IPv6Prefix {
        try #require(IPv6Prefix(address(), length: number(0...128)))
    }

    private mutating func domainName() throws -> DomainName {
        let labels = [octets(1...63)] + many(upTo: 2) { $0.octets(1...63) }
        let text = labels.map { label in
            label.map { String(UnicodeScalar($0 % 26 + UInt8(ascii: "a"))) }.joined()
        }
        return try #require(DomainName(text.joined(separator: ".")))
    }
}
