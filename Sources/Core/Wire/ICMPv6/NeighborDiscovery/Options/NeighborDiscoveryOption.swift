/// An option of neighbor discovery (RFC 4861 section 4.6).
///
/// ```
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// |     Type      |    Length     |              ...              |
/// +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
/// ```
public enum NeighborDiscoveryOption: Hashable, Sendable {
    /// The link-layer address of the sender.
    case sourceLinkLayerAddress(LinkLayerAddress)
    /// The link-layer address of the target.
    case targetLinkLayerAddress(LinkLayerAddress)
    /// A prefix of the link.
    case prefixInformation(PrefixInformation)
    /// The MTU of the link, in octets.
    case maximumTransmissionUnit(UInt32)
    /// The longest time between unsolicited Router Advertisements (RFC 6275 section 7.3).
    case advertisementInterval(milliseconds: UInt32)
    /// The router's rank among the home agents of the link, more is better, and the seconds for which it is one
    /// (RFC 6275 section 7.4).
    case homeAgentInformation(preference: UInt16, lifetime: UInt16)
    /// A route through the router that is not the default route (RFC 4191).
    case routeInformation(RouteInformation)
    /// Resolvers of names (RFC 8106).
    case recursiveDNSServers(RecursiveDNSServers)
    /// Domains to search names in (RFC 8106).
    case dnsSearchList(DNSSearchList)
    /// An option of another type, or of a layout that its type does not have. The data are what follows the length;
    /// encoded, they are filled up with zeros to the end of an 8-octet unit, and octets past the 2 038th are left out.
    case unknown(type: UInt8, data: [UInt8])
}

/// The types of the options that are known (IANA: IPv6 Neighbor Discovery Option Formats).
private enum OptionType {
    static let sourceLinkLayerAddress: UInt8 = 1
    static let targetLinkLayerAddress: UInt8 = 2
    static let prefixInformation: UInt8 = 3
    static let maximumTransmissionUnit: UInt8 = 5
    static let advertisementInterval: UInt8 = 7
    static let homeAgentInformation: UInt8 = 8
    static let routeInformation: UInt8 = 24
    static let recursiveDNSServers: UInt8 = 25
    static let dnsSearchList: UInt8 = 31
}

extension NeighborDiscoveryOption {
    /// Reads the options from `offset`, which is not past the end, to the end of a message.
    ///
    /// Throws `optionLength` for a length of 0, the one that makes a message invalid (RFC 4861 section 6.1), and
    /// `optionOverrun`.
    static func parse(_ octets: Span<UInt8>, from offset: Int) throws(WireError) -> [NeighborDiscoveryOption] {
        var options: [NeighborDiscoveryOption] = []
        var start = offset
        while start < octets.count {
            guard start + 2 <= octets.count else { throw WireError(.optionOverrun, offset: start) }
            let end = start + 8 * Int(octets[start + 1])
            guard end > start else { throw WireError(.optionLength, offset: start + 1) }
            guard end <= octets.count else { throw WireError(.optionOverrun, offset: start) }
            options.append(try NeighborDiscoveryOption(parsing: octets.extracting(start..<end)))
            start = end
        }
        return options
    }

    /// Reads one option, 8 octets or a multiple of them.
    private init(parsing octets: Span<UInt8>) throws(WireError) {
        let known: NeighborDiscoveryOption? =
            switch (octets[0], octets.count) {
            case (OptionType.sourceLinkLayerAddress, 8):
                // The address is the last six octets; type and length are dropped with the upper bits.
                .sourceLinkLayerAddress(LinkLayerAddress(rawValue: try octets.integer(at: 0)))
            case (OptionType.targetLinkLayerAddress, 8):
                .targetLinkLayerAddress(LinkLayerAddress(rawValue: try octets.integer(at: 0)))
            case (OptionType.prefixInformation, 32):
                try PrefixInformation(parsing: octets).map { .prefixInformation($0) }
            case (OptionType.maximumTransmissionUnit, 8):
                .maximumTransmissionUnit(try octets.integer(at: 4))
            case (OptionType.advertisementInterval, 8):
                .advertisementInterval(milliseconds: try octets.integer(at: 4))
            case (OptionType.homeAgentInformation, 8):
                .homeAgentInformation(preference: try octets.integer(at: 4), lifetime: try octets.integer(at: 6))
            case (OptionType.routeInformation, 8...24):
                try RouteInformation(parsing: octets).map { .routeInformation($0) }
            case (OptionType.recursiveDNSServers, _):
                try RecursiveDNSServers(parsing: octets).map { .recursiveDNSServers($0) }
            case (OptionType.dnsSearchList, _):
                try DNSSearchList(parsing: octets).map { .dnsSearchList($0) }
            default: nil
            }
        self = try known ?? .unknown(type: octets[0], data: octets.copy(2..<octets.count))
    }
}

extension NeighborDiscoveryOption {
    /// The option's type.
    var type: UInt8 {
        switch self {
        case .sourceLinkLayerAddress: OptionType.sourceLinkLayerAddress
        case .targetLinkLayerAddress: OptionType.targetLinkLayerAddress
        case .prefixInformation: OptionType.prefixInformation
        case .maximumTransmissionUnit: OptionType.maximumTransmissionUnit
        case .advertisementInterval: OptionType.advertisementInterval
        case .homeAgentInformation: OptionType.homeAgentInformation
        case .routeInformation: OptionType.routeInformation
        case .recursiveDNSServers: OptionType.recursiveDNSServers
        case .dnsSearchList: OptionType.dnsSearchList
        case .unknown(let type, _): type
        }
    }

    /// What follows the option's length, up to 2 038 octets, without the zeros at its end.
    var data: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .sourceLinkLayerAddress(let address), .targetLinkLayerAddress(let address):
            writer.append(contentsOf: address.octets)
        case .prefixInformation(let option): option.encode(into: &writer)
        case .maximumTransmissionUnit(let octets):
            writer.append(0 as UInt16)
            writer.append(octets)
        case .advertisementInterval(let milliseconds):
            writer.append(0 as UInt16)
            writer.append(milliseconds)
        case .homeAgentInformation(let preference, let lifetime):
            writer.append(0 as UInt16)
            writer.append(preference)
            writer.append(lifetime)
        case .routeInformation(let option): option.encode(into: &writer)
        case .recursiveDNSServers(let option): option.encode(into: &writer)
        case .dnsSearchList(let option): option.encode(into: &writer)
        case .unknown(_, let data): writer.append(contentsOf: data.prefix(Self.maximumData))
        }
        return writer.octets
    }

    /// Octets of the whole option.
    var length: Int { 8 * ((2 + data.count + 7) / 8) }

    /// Octets of the longest option, less its type and length.
    static let maximumData = 255 * 8 - 2
}

extension WireWriter {
    /// Appends options of neighbor discovery, each filled up with zeros to a multiple of 8 octets.
    mutating func append(_ options: [NeighborDiscoveryOption]) {
        for option in options {
            let data = option.data
            let units = (2 + data.count + 7) / 8
            append(option.type)
            append(UInt8(truncatingIfNeeded: units))
            append(contentsOf: data)
            appendZeros(8 * units - 2 - data.count)
        }
    }
}
