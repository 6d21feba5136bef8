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

    static let all = [
        SchemaLine(
            .setting(
                [.word("description", "What the interface is for")],
                Parameter("description", .text(upTo: 240), "Text, up to 240 characters"), \.description),
            in: .interface),
        SchemaLine(.flag([.word("shutdown", "Set the interface down")], \.isShutDown), in: .interface),
        SchemaLine(addressLine, in: .interface),
    ]

    private static let name = Parameter(
        "name", .interfaceName, "Name of the interface (Ethernet1 is eth1)", suggestions: .interface)
    private static let address = Parameter("address", .interfaceAddress, "Address and length of the link's prefix")

    private static let ipv6Address = [Words.ipv6, .word("address", "Address of the interface")]

    /// The `no` form without an address removes all of the interface.
    private static let addressLine = ConfigurationLine<InterfaceSettings>(
        ipv6Address + [.value(address)], negation: ipv6Address + [.optional([.value(address)])],
        read: { interface in interface.interfaceAddresses.map { Arguments(address($0)) } },
        set: { (interface, arguments) throws(Refusal) in
            let address = try checked(try arguments.required(address), in: interface)
            interface.addresses[address.address] = address.prefixLength
        },
        remove: { interface, arguments in
            let removed = interface.interfaceAddresses.filter { arguments[address] == nil || $0 == arguments[address] }
            for address in removed { interface.addresses[address.address] = nil }
            return !removed.isEmpty
        })

    private static func checked(
        _ new: InterfaceAddress, in interface: InterfaceSettings
    ) throws(Refusal) -> InterfaceAddress {
        if new.address.isMulticast || new.address.isUnspecified || new.address.isLoopback {
            throw Refusal(address, "\(new.address) cannot be the address of an interface.")
        }
        if let length = interface.addresses[new.address], length != new.prefixLength {
            throw Refusal(address, "\(new.address)/\(length) is configured already; remove it first.")
        }
        return new
    }
}
