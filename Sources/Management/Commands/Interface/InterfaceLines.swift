import Core

/// `interface`: addresses.
enum InterfaceLines {
    /// The line that opens the mode.
    static let sections = [
        SchemaLine(
            ConfigurationLine<Configuration>(
                [.word("interface", "An interface and what is configured for it"), .value(name)],
                read: { configuration in configuration.interfaces.keys.sorted().map { Arguments(name($0)) } },
                set: { (configuration, arguments) throws(Refusal) in
                    let name = try arguments.required(name)
                    if configuration.interfaces[name] == nil { configuration.interfaces[name] = InterfaceSettings() }
                },
                remove: { configuration, arguments in
                    arguments[name].flatMap { configuration.interfaces.removeValue(forKey: $0) } != nil
                }),
            in: .global, opens: .interface, key: { $0[name]?.text ?? "" })
    ]

    static let all = [SchemaLine(addressLine, in: .interface)]

    private static let name = Parameter(
        "name", .interfaceName, "Name of the interface (Ethernet1 is eth1)", suggestions: .interface)
    private static let address = Parameter("address", .interfaceAddress, "Address and length of the link's prefix")

    private static let addressLine = ConfigurationLine<InterfaceSettings>(
        [Words.ipv6, .word("address", "Address of the interface"), .value(address)],
        read: { interface in interface.interfaceAddresses.map { Arguments(address($0)) } },
        set: { (interface, arguments) throws(Refusal) in try interface.add(try arguments.required(address)) },
        remove: { interface, arguments in
            guard let address = arguments[address], interface.addresses[address.address] == address.prefixLength
            else { return false }
            interface.addresses[address.address] = nil
            return true
        })
}
