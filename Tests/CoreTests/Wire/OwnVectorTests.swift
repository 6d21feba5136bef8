import Core
import Testing

/// Messages that the golden packets lack, made by scapy 2.8.0 (the expression is beside each), in both directions.
@Suite struct OwnVectorTests {
    /// A packet and what it says.
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let hex: String
        let content: @Sendable () throws -> (MobilityMessage?, ICMPv6Message?)

        var testDescription: String { name }

        static func icmpv6(
            _ name: String, _ hex: String, _ message: @escaping @Sendable () throws -> ICMPv6Message
        ) -> Vector {
            Vector(name: name, hex: hex) { (nil, try message()) }
        }

        static func mobility(
            _ name: String, _ hex: String, _ message: @escaping @Sendable () throws -> MobilityMessage
        ) -> Vector {
            Vector(name: name, hex: hex) { (try message(), nil) }
        }
    }

    @Test(arguments: neighborDiscovery + errors + mobility)
    func isReadAndWritten(_ vector: Vector) throws {
        let octets = octets(hex: vector.hex)
        let read = try ReadPacket(octets)
        let (message, icmpv6) = try vector.content()
        #expect(read.message == message)
        #expect(read.icmpv6 == icmpv6)
        #expect(hex(read.encoded()) == vector.hex)
        for length in 0..<octets.count {
            #expect(throws: WireError.self, "\(length) octets") { try ReadPacket(Array(octets.prefix(length))) }
        }
    }

    private static let neighborDiscovery: [Vector] = [
        // ICMPv6ND_RS()/ICMPv6NDOptSrcLLAddr(lladdr='02:00:00:00:00:02')
        .icmpv6(
            "Router Solicitation",
            "6000000000103afffe800000000000000000000000000002ff02000000000000000000000000000285007a2a0000000001010200"
                + "00000002"
        ) {
            .routerSolicitation(RouterSolicitation(options: [.sourceLinkLayerAddress(try mac("02:00:00:00:00:02"))]))
        },
        // ICMPv6ND_RA(chlim=64,M=1,O=1,H=1,prf=1,P=1,routerlifetime=1800,reachabletime=30000,retranstimer=1000)
        // with each option that scapy has, and one that it has not
        .icmpv6(
            "Router Advertisement",
            "6000000000e03afffe800000000000000000000000000001ff0200000000000000000000000000018600777840ec070800007530"
                + "000003e801010200000000010501000000000578030440e000015180000038400000000020010db800010000000000000000"
                + "000103044040ffffffffffffffff0000000020010db800090000000000000000000007010000000001f408010000000a0708"
                + "180230180000025820010db800aa0000190500000000025820010db800530000000000000000000120010db8005300000000"
                + "0000000000021f06000000000258076578616d706c65036f726700066d6f62696c65076578616d706c65036e657400000000"
                + "00000000c801010203040506"
        ) { .routerAdvertisement(try routerAdvertisement()) },
        // ICMPv6ND_NS(tgt='2001:db8:1::100')/ICMPv6NDOptSrcLLAddr(lladdr='02:00:00:00:00:01')
        .icmpv6(
            "Neighbor Solicitation",
            "6000000000203aff20010db8000100000000000000000001ff0200000000000000000001ff00010087001a290000000020010db8"
                + "0001000000000000000001000101020000000001"
        ) {
            .neighborSolicitation(
                NeighborSolicitation(
                    target: try ip("2001:db8:1::100"),
                    options: [.sourceLinkLayerAddress(try mac("02:00:00:00:00:01"))]))
        },
        // ICMPv6ND_NA(R=1,S=1,O=1,tgt='2001:db8:1::1')/ICMPv6NDOptDstLLAddr(lladdr='02:00:00:00:00:01')
        .icmpv6(
            "Neighbor Advertisement",
            "6000000000203aff20010db800010000000000000000000120010db800010000000000000000000588000a6de000000020010db8"
                + "0001000000000000000000010201020000000001"
        ) {
            .neighborAdvertisement(
                NeighborAdvertisement(
                    flags: [.router, .solicited, .override], target: try ip("2001:db8:1::1"),
                    options: [.targetLinkLayerAddress(try mac("02:00:00:00:00:01"))]))
        },
    ]

    private static func routerAdvertisement() throws -> RouterAdvertisement {
        RouterAdvertisement(
            currentHopLimit: 64,
            flags: [.managedAddresses, .otherConfiguration, .homeAgent, .neighborDiscoveryProxy], preference: .high,
            routerLifetime: 1800, reachableTime: 30_000, retransmissionTimer: 1000,
            options: [
                .sourceLinkLayerAddress(try mac("02:00:00:00:00:01")), .maximumTransmissionUnit(1400),
                .prefixInformation(
                    PrefixInformation(
                        prefix: try prefix("2001:db8:1::/64"), routerAddress: try ip("2001:db8:1::1"),
                        validLifetime: 86400, preferredLifetime: 14400)),
                .prefixInformation(
                    PrefixInformation(
                        prefix: try prefix("2001:db8:9::/64"), isOnLink: false, validLifetime: .max,
                        preferredLifetime: .max)),
                .advertisementInterval(milliseconds: 500), .homeAgentInformation(preference: 10, lifetime: 1800),
                .routeInformation(
                    RouteInformation(prefix: try prefix("2001:db8:aa::/48"), preference: .low, lifetime: 600)),
                .recursiveDNSServers(
                    try #require(
                        RecursiveDNSServers(
                            lifetime: 600, addresses: [try ip("2001:db8:53::1"), try ip("2001:db8:53::2")]))),
                .dnsSearchList(
                    try #require(
                        DNSSearchList(
                            lifetime: 600,
                            domainNames: [
                                try domain("example.org"), try domain("mobile.example.net."),
                            ]))),
                .unknown(type: 200, data: [1, 2, 3, 4, 5, 6]),
            ])
    }

    /// IPv6(src='2001:db8:4::1',dst='2001:db8:1::100')/UDP(sport=1,dport=2)/b'hello'
    private static let invoking =
        "60000000000d114020010db800040000000000000000000120010db800010000000000000000010000010002000d5f8768656c6c6f"
    private static let errorHeader = "60000000003d3a4020010db800010000000000000000000120010db8000400000000000000000001"

    private static let errors: [Vector] = [
        // ICMPv6DestUnreach(code=3)/Raw(invoking)
        .icmpv6("Destination Unreachable", errorHeader + "010331dd00000000" + invoking) {
            .destinationUnreachable(
                DestinationUnreachable(code: .addressUnreachable, invokingPacket: octets(hex: invoking)))
        },
        // ICMPv6PacketTooBig(mtu=1460)/Raw(invoking)
        .icmpv6("Packet Too Big", errorHeader + "02002b2c000005b4" + invoking) {
            .packetTooBig(PacketTooBig(maximumTransmissionUnit: 1460, invokingPacket: octets(hex: invoking)))
        },
        // ICMPv6TimeExceeded(code=0)/Raw(invoking)
        .icmpv6("Time Exceeded", errorHeader + "03002fe000000000" + invoking) {
            .timeExceeded(TimeExceeded(code: .hopLimitExceeded, invokingPacket: octets(hex: invoking)))
        },
        // ICMPv6ParamProblem(code=2,ptr=44)/Raw(invoking)
        .icmpv6("Parameter Problem", errorHeader + "04022eb20000002c" + invoking) {
            .parameterProblem(
                ParameterProblem(code: .unrecognizedOption, pointer: 44, invokingPacket: octets(hex: invoking)))
        },
    ]

    private static let mobility: [Vector] = [
        // ICMPv6HAADRequest(id=0x1234,R=0)
        .icmpv6(
            "Home Agent Address Discovery Request",
            "6000000000083a4020010db800020000000000000000010020010db800010000fdfffffffffffffe9000031512340000"
        ) { .homeAgentAddressDiscoveryRequest(HomeAgentAddressDiscoveryRequest(identifier: 0x1234)) },
        // IPv6ExtHdrDestOpt(options=[HAO(hoa='2001:db8:1::100')])/ICMPv6MPSol(id=0x55aa)
        .icmpv6(
            "Mobile Prefix Solicitation",
            "6000000000203c4020010db800020000000000000000010020010db80001000000000000000000013a0201020000c91020010db8"
                + "0001000000000000000001009200bb9d55aa0000"
        ) { .mobilePrefixSolicitation(MobilePrefixSolicitation(identifier: 0x55aa)) },
        // MIP6MH_CoT(index=259,cookie=...,token=...)
        .mobility(
            "Care-of Test",
            "600000000018874020010db800040000000000000000000120010db80002000000000000000001003b020400175001038899aabb"
                + "ccddeeff04d00e344b1bfe3f"
        ) {
            .careOfTest(
                CareOfTest(
                    careOfNonceIndex: 259, careOfInitCookie: 0x8899_aabb_ccdd_eeff,
                    careOfKeygenToken: 0x04d0_0e34_4b1b_fe3f))
        },
        // IPv6ExtHdrRouting(type=2,addresses=['2001:db8:1::100'],segleft=1)
        // /MIP6MH_BA(status=0,flags='K',seq=7,mhtime=900,options=[MIP6OptBRAdvice(rinter=450)])
        .mobility(
            "Binding Acknowledgement with Refresh Advice",
            "6000000000282b4020010db800010000000000000000000120010db8000200000000000000000100870202010000000020010db8"
                + "0001000000000000000001003b0106005a23008000070384020201c2"
        ) {
            .bindingAcknowledgement(
                BindingAcknowledgement(
                    status: .accepted, flags: .keyManagementMobilityCapability, sequenceNumber: 7, lifetime: 900,
                    options: [.bindingRefreshAdvice(450)]))
        },
        // MIP6MH_BU(seq=9,flags='AHL',mhtime=900,options=[MIP6OptAltCoA(acoa='2001:db8:3::100'),
        // MIP6OptMNID(id=b'mn1@example.org'),MIP6OptReplayProtection(timestamp=0xe900000080000000)])
        .mobility(
            "Binding Update with a timestamp",
            "6000000000583c4020010db800020000000000000000010020010db8000100000000000000000001870201020000c91020010db8"
                + "0001000000000000000001003b0705002d350009e00003840100031020010db80003000000000000000001000810016d6e31"
                + "406578616d706c652e6f72670a08e90000008000000001020000"
        ) {
            .bindingUpdate(
                BindingUpdate(
                    sequenceNumber: 9, flags: [.acknowledge, .homeRegistration, .linkLocalAddressCompatibility],
                    lifetime: 900,
                    options: [
                        .alternateCareOfAddress(try ip("2001:db8:3::100")),
                        .mobileNodeIdentifier(
                            MobileNodeIdentifierOption(
                                subtype: MobileNodeIdentifierOption.networkAccessIdentifier,
                                identifier: Array("mn1@example.org".utf8))),
                        .replayProtection(timestamp: 0xe900_0000_8000_0000),
                    ]))
        },
    ]
}
