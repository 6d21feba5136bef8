/// `show ipv6 traffic`: the kernel's counters of IPv6, ICMPv6 and UDP, all interfaces together (RFC 4293, RFC 2466).
public struct IPv6TrafficReport: Encodable, Hashable, Sendable {
    /// By the kernel's names: `Ip6InReceives`.
    public var counters: [String: UInt64]

    /// Takes the kernel's counters.
    public init(_ counters: [String: UInt64]) {
        self.counters = counters
    }
}

extension IPv6TrafficReport: WholeReport {
    static let schema = 1

    var text: String {
        """
        IPv6 statistics:
          Rcvd:  \(self["Ip6InReceives"]) total, \(self["Ip6InDelivers"]) local destination
                 \(self["Ip6InHdrErrors"]) format errors, \(self["Ip6InTooBigErrors"]) too big, \
        \(self["Ip6InTruncatedPkts"]) truncated
                 \(self["Ip6InNoRoutes"]) no route, \(self["Ip6InAddrErrors"]) bad addresses, \
        \(self["Ip6InUnknownProtos"]) unknown protocol, \(self["Ip6InDiscards"]) discarded
                 \(self["Ip6ReasmReqds"]) fragments, \(self["Ip6ReasmOKs"]) reassembled, \
        \(self["Ip6ReasmFails"]) reassembly failures
          Sent:  \(self["Ip6OutRequests"]) generated, \(self["Ip6OutForwDatagrams"]) forwarded
                 \(self["Ip6FragOKs"]) fragmented into \(self["Ip6FragCreates"]) fragments, \
        \(self["Ip6FragFails"]) failed
                 \(self["Ip6OutNoRoutes"]) no route, \(self["Ip6OutDiscards"]) discarded
          Mcast: \(self["Ip6InMcastPkts"]) received, \(self["Ip6OutMcastPkts"]) sent
        ICMP statistics:
          Rcvd:  \(self["Icmp6InMsgs"]) input, \(self["Icmp6InErrors"]) errors, \
        \(self["Icmp6InCsumErrors"]) checksum errors
                 unreach: \(self["Icmp6InDestUnreachs"]), too big: \(self["Icmp6InPktTooBigs"]), \
        time exceeded: \(self["Icmp6InTimeExcds"]), parameter: \(self["Icmp6InParmProblems"])
                 \(self["Icmp6InEchos"]) echo request, \(self["Icmp6InEchoReplies"]) echo reply
                 \(self["Icmp6InRouterSolicits"]) router solicit, \(self["Icmp6InRouterAdvertisements"]) router advert, \
        \(self["Icmp6InRedirects"]) redirects
                 \(self["Icmp6InNeighborSolicits"]) neighbor solicit, \
        \(self["Icmp6InNeighborAdvertisements"]) neighbor advert
          Sent:  \(self["Icmp6OutMsgs"]) output, \(self["Icmp6OutRateLimitHost"]) rate-limited
                 unreach: \(self["Icmp6OutDestUnreachs"]), too big: \(self["Icmp6OutPktTooBigs"]), \
        time exceeded: \(self["Icmp6OutTimeExcds"]), parameter: \(self["Icmp6OutParmProblems"])
                 \(self["Icmp6OutEchos"]) echo request, \(self["Icmp6OutEchoReplies"]) echo reply
                 \(self["Icmp6OutRouterSolicits"]) router solicit, \
        \(self["Icmp6OutRouterAdvertisements"]) router advert, \(self["Icmp6OutRedirects"]) redirects
                 \(self["Icmp6OutNeighborSolicits"]) neighbor solicit, \
        \(self["Icmp6OutNeighborAdvertisements"]) neighbor advert
        UDP statistics:
          Rcvd:  \(self["Udp6InDatagrams"]) input, \(self["Udp6InErrors"]) errors, \(self["Udp6NoPorts"]) no port
          Sent:  \(self["Udp6OutDatagrams"]) output

        """
    }

    /// 0 for a counter that this kernel does not have.
    private subscript(name: String) -> UInt64 { counters[name] ?? 0 }
}
