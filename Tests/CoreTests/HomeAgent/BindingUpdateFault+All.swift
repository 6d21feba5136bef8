import Core

extension BindingUpdateFault {
    /// In the order in which RFC 6275 sections 9.2, 9.5.1, 10.3.1 and 10.3.2 have them looked for, authentication
    /// before everything that could be answered. Nonces and tokens (V10) belong to correspondents.
    static let all =
        malformed + addresses + identifiers + authentication + identities + timestamps + states + localReasons
        + deletions

    /// V1 to V4, RFC 6275 section 9.2.
    private static let malformed = [
        BindingUpdateFault(name: "V1 checksum", outcome: .dropped(.checksumError)) { $0.hasWrongChecksum = true },
        BindingUpdateFault(
            name: "V2 message type", outcome: .bindingError(.unrecognizedMessageType),
            outcomeForMulticastSource: .dropped(.unknownMobilityHeaderType)
        ) { $0.type = 99 },
        BindingUpdateFault(
            name: "V3 payload protocol", outcome: .parameterProblem(pointer: 64),
            outcomeForMulticastSource: .dropped(.payloadProtocol)
        ) { $0.payloadProtocol = 6 },
        BindingUpdateFault(
            name: "V4 header length", outcome: .parameterProblem(pointer: 65),
            outcomeForMulticastSource: .dropped(.headerLength)
        ) { $0.isTooShort = true },
    ]

    /// V5 to V7, RFC 6275 sections 6.1.7 and 9.5.1.
    private static let addresses = [
        BindingUpdateFault(name: multicastSource, outcome: .dropped(.sourceNotUnicast)) {
            $0.source = IPv6Address(rawValue: 0xff0e << 112 | 5)
        },
        BindingUpdateFault(
            name: "V6 home address", outcome: .dropped(.homeAddressNotRoutable), excluded: [notHomeSubnet, ownAddress]
        ) {
            $0.homeAddressOption = IPv6Address(rawValue: 0xff0e << 112 | 5)
        },
        BindingUpdateFault(name: "V7 care-of address", outcome: .dropped(.careOfAddressNotRoutable)) {
            $0.alternateCareOfAddresses = [.loopback]
        },
    ]
    static let multicastSource = "V5 source"

    /// V8, RFC 4285 section 5.1.
    private static let authentication = [
        BindingUpdateFault(
            name: "V8 no authentication", outcome: .dropped(.authenticationMissing),
            excluded: ["V8 misplaced", "V8 reserved SPI", "V8 unknown SPI", "V8 wrong code"]
        ) { $0.signatures = [] },
        BindingUpdateFault(
            name: "V8 misplaced", outcome: .dropped(.authenticationMisplaced),
            excluded: ["V8 reserved SPI", "V8 unknown SPI", "V8 wrong code"]
        ) { $0.uncoveredOptions = [[1, 6, 0, 0, 0, 0, 0, 0]] },
        BindingUpdateFault(
            name: "V8 reserved SPI", outcome: .dropped(.unknownSecurityParameterIndex), excluded: ["V8 unknown SPI"]
        ) { $0.signatures[0].securityParameterIndex = 255 },
        BindingUpdateFault(name: "V8 unknown SPI", outcome: .dropped(.unknownSecurityParameterIndex)) {
            $0.signatures[0].securityParameterIndex = 0x1001
        },
        BindingUpdateFault(name: "V8 wrong code", outcome: .acknowledged(.authenticationFailed)) {
            $0.signatures[0].isForged = true
        },
    ]

    /// V9 and V11 to V13, RFC 6275 sections 9.5.1 and 10.3.1.
    private static let states = [
        BindingUpdateFault(
            name: "V9 nonce indices", outcome: .dropped(.nonceIndicesInHomeRegistration), excluded: ["V12 type change"]
        ) { $0.hasNonceIndices = true },
        BindingUpdateFault(
            name: "V11 sequence number", outcome: .acknowledged(.sequenceNumberOutOfWindow),
            excluded: [notHomeSubnet, ownAddress, noRoom, "V17 deletion"],
            prepare: { $0.register(&$1) }, damage: { $0.sequenceNumber = 10 }),
        BindingUpdateFault(
            name: "V12 type change", outcome: .acknowledged(.registrationTypeChangeDisallowed),
            excluded: [
                "V8 no authentication", "V13 no home agent", notHomeSubnet, ownAddress, noRoom, "V17 deletion",
            ],
            prepare: { if $0.engine.binding(of: $1.homeAddress) == nil { $0.register(&$1) } },
            damage: { $0.flags = BindingUpdateDraft.acknowledge }),
        BindingUpdateFault(
            name: "V13 no home agent", outcome: .acknowledged(.homeRegistrationNotSupported),
            prepare: { world, _ in
                world.configure { $0.interfaces["home0"]?.isHomeLink = false }
                world.forget()
            }),
    ]

    private static let notHomeSubnet = "V14 not home subnet"
    private static let ownAddress = "V15 the router's own address"
    private static let noRoom = "V15 no room"

    /// V14 and V15, RFC 6275 section 10.3.1.
    private static let localReasons = [
        BindingUpdateFault(name: notHomeSubnet, outcome: .acknowledged(.notHomeSubnet), excluded: [ownAddress]) {
            $0.homeAddressOption = Place.elsewhere
        },
        BindingUpdateFault(
            name: ownAddress, outcome: .acknowledged(.duplicateAddressDetectionFailed),
            excluded: ["V15 care-of address"]
        ) { $0.homeAddressOption = Place.homeAgent },
        BindingUpdateFault(
            name: "V15 bindings filter", outcome: .acknowledged(.administrativelyProhibited),
            excluded: ["V17 deletion"],
            prepare: { world, _ in
                world.configure {
                    $0.bindingFilter = "F"
                    $0.prefixLists["F"] = PrefixList(refusing: IPv6Prefix(Place.careOf))
                }
            }),
        BindingUpdateFault(
            name: "V15 access list", outcome: .acknowledged(.administrativelyProhibited), excluded: ["V17 deletion"],
            prepare: { world, _ in
                world.configure {
                    $0.interfaces["home0"]?.accessList = "A"
                    $0.accessLists["A"] = AccessList(refusing: IPv6Prefix(Place.homeAddress))
                }
            }),
        BindingUpdateFault(
            name: "V15 care-of address", outcome: .acknowledged(.invalidCareOfAddress), excluded: ["V7 care-of address"]
        ) { $0.alternateCareOfAddresses = [Place.homeAgent] },
        BindingUpdateFault(
            name: noRoom, outcome: .acknowledged(.insufficientResources), excluded: ["V13 no home agent"],
            prepare: { world, _ in
                var other = MobileNode(homeAddress: Place.homeAddress(7), careOfAddress: Place.careOf(7))
                world.register(&other)
                world.configure { $0.homeAgent.maximumBindings = 1 }
                world.forget()
            }),
    ]

    /// V17, RFC 6275 section 10.3.2.
    private static let deletions = [
        BindingUpdateFault(
            name: "V17 deletion", outcome: .acknowledged(.notHomeAgentForThisMobileNode),
            excluded: [notHomeSubnet, ownAddress, noRoom, "V15 care-of address"]
        ) { $0.lifetime = 0 }
    ]
}

extension BindingUpdateFault {
    /// A fault of the update alone.
    init(
        name: String, outcome: World.Outcome, outcomeForMulticastSource: World.Outcome? = nil,
        excluded: Set<String> = [], damage: @escaping @Sendable (inout BindingUpdateDraft) -> Void
    ) {
        self.init(
            name: name, outcome: outcome, outcomeForMulticastSource: outcomeForMulticastSource, excluded: excluded,
            prepare: { _, _ in }, damage: damage)
    }
}
