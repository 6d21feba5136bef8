import Core

/// `home-address` of a mobile node: an address that it keeps wherever it is, and who serves it.
enum HomeAddressLines {
    /// The line that opens the mode.
    static let sections = [
        SchemaLine(
            ConfigurationLine<MobileNodeConfiguration>(
                [.word("home-address", "Address that the machine keeps wherever it is"), .value(homeAddress)],
                read: { $0.homeAddresses.map { Arguments(homeAddress($0.homeAddress)) } },
                set: set,
                remove: { mobileNode, arguments in
                    let before = mobileNode.homeAddresses.count
                    mobileNode.homeAddresses.removeAll { $0.homeAddress == arguments[homeAddress] }
                    return mobileNode.homeAddresses.count < before
                }),
            in: .mobileNode, opens: .homeAddress, key: { $0[homeAddress]?.address.description ?? "" })
    ]

    static let all = [
        SchemaLine(homeAgent, in: .homeAddress), SchemaLine(SecurityAssociationLine.forHomeAddress, in: .homeAddress),
    ]

    private static let homeAddress = Parameter(
        "home address", .interfaceAddress, "The address, with the length of the home link's prefix")

    /// An address that is there already may get another length.
    private static let set: @Sendable (inout MobileNodeConfiguration, Arguments) throws(Refusal) -> Void = {
        (mobileNode, arguments) throws(Refusal) in
        let address = try arguments.required(homeAddress)
        guard address.address.isUnicastRoutable, address.prefixLength > 0 else {
            throw Refusal(homeAddress, "\(address) cannot be the home address of a mobile node.")
        }
        if let present = mobileNode.homeAddresses.firstIndex(where: { $0.homeAddress.address == address.address }) {
            mobileNode.homeAddresses[present].homeAddress = address
        } else {
            mobileNode.homeAddresses.append(HomeAddressConfiguration(address))
            mobileNode.homeAddresses.sort { $0.homeAddress.address < $1.homeAddress.address }
        }
    }

    // MARK: Home agent

    private static let discovers = Key<Bool>("discovers")
    private static let address = Parameter(
        "home agent", .address, "Address of the home agent", suggestions: .knownHomeAgent)

    private static let homeAgent = ConfigurationLine<HomeAddressConfiguration>.setting(
        [.word("home-agent", "Who serves the home address")],
        [
            .choice([
                [.word("discover", "Whoever answers on the home link: the default", says: discovers, true)],
                [.value(address)],
            ])
        ],
        \.homeAgent, default: .discover,
        say: { choice in
            switch choice {
            case .discover: Arguments(discovers(true))
            case .address(let homeAgent): Arguments(address(homeAgent))
            }
        },
        hear: { (arguments) throws(Refusal) in
            if arguments[discovers] == true { return .discover }
            let homeAgent = try arguments.required(address)
            guard homeAgent.isUnicastRoutable else {
                throw Refusal(address, "\(homeAgent) cannot be the address of a home agent that is reached from afar.")
            }
            return .address(homeAgent)
        })
}
