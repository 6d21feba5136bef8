import Core

/// `interface` of a mobile node: by what it may be attached to networks.
enum MobileNodeInterfaceLine {
    /// The `no` form may leave out the priority.
    static let line = ConfigurationLine<MobileNodeConfiguration>(
        [.word("interface", "Interface that may be attached to networks"), .value(interface)],
        [.word("priority", "Which one gives the care-of address"), .value(priority)],
        read: { mobileNode in
            mobileNode.interfaces.map { Arguments(interface(InterfaceName($0.name)), priority($0.priority)) }
        },
        set: { (mobileNode, arguments) throws(Refusal) in
            let name = try arguments.required(interface)
            guard !name.isVirtual else {
                throw Refusal(interface, "\(name) has no cable: no network can be attached to it.")
            }
            var others = mobileNode.interfaces.filter { $0.name != name.text }
            guard others.count < maximumCount else {
                throw Refusal(interface, "A mobile node has at most \(maximumCount) interfaces.")
            }
            others.append(MobileNodeInterface(name: name.text, priority: try arguments.required(priority)))
            mobileNode.interfaces = others.sorted { ($0.priority, $0.name) < ($1.priority, $1.name) }
        },
        remove: { mobileNode, arguments in
            let before = mobileNode.interfaces.count
            mobileNode.interfaces.removeAll { $0.name == arguments[interface]?.text }
            return mobileNode.interfaces.count < before
        })

    /// Each is watched, and its routers are asked for.
    private static let maximumCount = 16

    private static let interface = Parameter(
        "interface", .interfaceName, "Interface (Ethernet1 is eth1)", suggestions: .interface)
    private static let priority = Parameter<UInt8>("priority", .number(1...255), "The lowest is preferred")
}
