import Core

/// `logging host`: the machines that collect log lines.
enum SyslogHostLines {
    static let host = ConfigurationLine<LoggingSettings>(
        identity, value, negation: identity + value,
        read: { $0.hosts.sorted().map(arguments) },
        set: { (settings, arguments) throws(Refusal) in
            let host = SyslogHost(
                address: try arguments.required(address), transport: arguments[transportKey] ?? .udp,
                port: arguments[port])
            guard settings.hosts.contains(host) || settings.hosts.count < LoggingSettings.maximumHosts else {
                throw Refusal(
                    address, "There may be \(LoggingSettings.maximumHosts) syslog hosts, and that many are configured.")
            }
            settings.hosts.insert(host)
        },
        remove: { settings, arguments in
            let meant = hosts(settings.hosts, meantBy: arguments)
            settings.hosts.subtract(meant)
            return !meant.isEmpty
        })

    private static let identity: [Grammar] = [
        LoggingLines.logging, .word("host", "A machine that collects lines by syslog"), .value(address),
    ]

    private static let value: [Grammar] = [
        .optional([
            .word("transport", "How lines travel"), transport,
            .optional([.word("port", "Where it listens"), .value(port)]),
        ])
    ]

    private static let address = Parameter("address", .hostAddress, "Its address")
    private static let port = Parameter<UInt16>("port", .number(1...UInt16.max), "Port number")
    private static let transportKey = Key<SyslogHost.Transport>("transport")

    private static let transport = Grammar.choice([
        [.word("udp", "A datagram a line", says: transportKey, .udp)],
        [.word("tcp", "A connection", says: transportKey, .tcp)],
    ])

    /// What is by default is not said.
    private static func arguments(_ host: SyslogHost) -> Arguments {
        guard host != SyslogHost(address: host.address) else { return Arguments(address(host.address)) }
        return Arguments(address(host.address), transportKey(host.transport), port(host.port))
    }

    /// The address alone means what the same line without `no` made, or, if there is no such line, all that there is at
    /// the address.
    private static func hosts(_ hosts: Set<SyslogHost>, meantBy arguments: Arguments) -> Set<SyslogHost> {
        guard let address = arguments[address] else { return [] }
        let host = SyslogHost(address: address, transport: arguments[transportKey] ?? .udp, port: arguments[port])
        if arguments[transportKey] == nil, !hosts.contains(host) { return hosts.filter { $0.address == address } }
        return hosts.intersection([host])
    }
}

extension ArgumentType where Value == IPv6Address {
    /// The address of a machine that this router talks to: an IPv6 address, or an IPv4 address, which becomes the one
    /// that it is mapped to (RFC 4291 section 2.5.5.2).
    static let hostAddress = ArgumentType(
        symbol: "X:X:X:X::X|A.B.C.D", precision: .exact,
        parse: { IPv6Address($0) ?? IPv6Address("::ffff:\($0)") },
        explain: { "\($0) is neither an IPv6 nor an IPv4 address." },
        print: { $0.description })
}
