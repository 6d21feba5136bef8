import Core

@testable import Management

/// Makes configurations of everything that can be configured.
struct RandomConfiguration {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func make() throws -> Configuration {
        var configuration = Configuration()
        if chance() { configuration.hostName = "HA\(number(1...999))" }
        configuration.logging = logging()
        configuration.access = try access()
        configuration.archive = try archive()
        addTexts(to: &configuration)
        configuration.lines = RandomLines(seed: UInt64(number(0...UInt32.max))).make()
        configuration.routesUnicast = chance()
        configuration.isMobilityEnabled = chance()
        if chance() { configuration.maximumBindingLifetime = number(4...262_140) }
        if chance() { configuration.maximumBindings = number(1...UInt32.max) }
        if chance() { configuration.tunnelHopLimit = UInt8(number(1...255)) }
        configuration.tellsHomePrefixes = chance()
        configuration.homeAgent.requiresAuthentication = chance()
        configuration.homeAgent.multicast.isEnabled = chance()
        if chance() { configuration.homeAgent.multicast.queryInterval = number(2...3600) }
        if chance() { configuration.homeAgent.multicast.groupLimit = number(1...1024) }
        if chance() {
            configuration.homeAgent.prefixAdvertisementInterval = PrefixAdvertisementInterval(
                maximum: number(1...2_592_000), minimum: chance() ? number(1...2_592_000) : nil)
        }
        addCorrespondentNode(to: &configuration)
        for index in 0..<number(0...4) {
            configuration.homeAgent.hostGroups["MN.\(index)@x"] = try hostGroup(index)
        }
        for (index, name) in ["eth0", "home0", "Loopback3", "wan:"].enumerated() where chance() {
            guard let name = InterfaceName(name) else { continue }
            configuration.interfaces[name] = try interface(UInt32(index))
        }
        // A home agent is no mobile node.
        if chance(), !configuration.interfaces.values.contains(where: \.isHomeAgentEnabled) {
            var mobileNode = RandomMobileNode(seed: UInt64(number(0...UInt32.max)))
            configuration.mobileNode = mobileNode.make()
        }
        for _ in 0..<number(0...4) { configuration.staticRoutes.insert(try route()) }
        try addFilters(to: &configuration)
        return configuration
    }

    private mutating func addCorrespondentNode(to configuration: inout Configuration) {
        configuration.correspondentNode.isEnabled = chance()
        guard configuration.correspondentNode.isEnabled else { return }
        if chance() { configuration.correspondentNode.maximumLifetime = number(4...420) }
        if chance() { configuration.correspondentNode.maximumBindings = number(1...1_000_000) }
        if chance() {
            configuration.correspondentNode.routeOptimization = RouteOptimizationPolicy(
                chance() ? .permit : .deny, prefixList: "LIST\(number(1...3))")
        }
    }

    private mutating func addTexts(to configuration: inout Configuration) {
        for index in 0..<number(0...3) {
            configuration.aliases["a\(index)"] = "show \(number(0...99)) | include ^[a-z] +$"
        }
        let texts = ["Hello", "", "^C # \"x\"", "\ttab ", "!", "end", "é ^", "banner motd #x#"]
        for field in [\Banners.messageOfTheDay, \.login, \.exec] where chance() {
            let text = (0..<number(1...4)).map { _ in texts[Int(number(0...UInt32(texts.count - 1)))] }.joined(
                separator: "\n")
            if !text.isEmpty { configuration.banners[keyPath: field] = text }
        }
    }

    private mutating func logging() -> LoggingSettings {
        var logging = LoggingSettings()
        logging.isOn = chance()
        if chance() { logging.buffer = buffer() }
        if chance() { logging.console = severity() }
        if chance() { logging.monitor = severity() }
        if chance() { logging.trap = severity() }
        if chance() { logging.facility = SyslogFacility.allCases[Int(number(0...23))] }
        if chance() { logging.rateLimit = number(1...10_000) }
        for _ in 0..<number(0...4) {
            let address = IPv6Address(rawValue: UInt128(number(1...3)) << 64 | UInt128(number(1...3)))
            let port = chance() ? UInt16(number(1...65_535)) : nil
            logging.hosts.insert(SyslogHost(address: address, transport: chance() ? .udp : .tcp, port: port))
        }
        if chance() { logging.lineStyle.logTimestamps = timestamps() }
        if chance() { logging.lineStyle.debugTimestamps = timestamps() }
        logging.lineStyle.showsSequenceNumbers = chance()
        return logging
    }

    private mutating func buffer() -> LoggingSettings.Buffer? {
        guard chance() else { return nil }
        var buffer = LoggingSettings.Buffer()
        if chance() { buffer.size = number(4096...67_108_864) }
        if chance() { buffer.level = severity() ?? .debugging }
        return buffer
    }

    private mutating func severity() -> LogSeverity? {
        LogSeverity(rawValue: UInt8(number(0...8)))
    }

    private mutating func timestamps() -> TimestampStyle? {
        switch number(0...2) {
        case 0: nil
        case 1: .uptime
        default: .dateTime(TimestampStyle.DateTimeOptions(rawValue: UInt8(number(0...7))))
        }
    }

    private mutating func access() throws -> AccessSettings {
        var access = AccessSettings()
        for level in [3, 15] as [UInt8] where chance() { access.enableSecrets[level] = try password() }
        for name in ["alice", "bob", "root"] where chance() {
            var user = UserSettings()
            user.privilege = Privilege(UInt8(number(0...15)))
            if chance() { user.password = try password() }
            access.users[name] = user
        }
        for line in ["show", "show running-config", "copy running-config startup-config"] where chance() {
            let words = CommandWords(try CommandText(line), from: 0)
            if let words { access.commandLevels[words] = UInt8(number(0...15)) }
        }
        return access
    }

    private mutating func password() throws -> StoredPassword? {
        let salt = "salt\(number(0...999))"
        let text =
            chance()
            ? "$y$j9T$\(salt)$" + String(repeating: "x", count: 43) : "$6$\(salt)$" + String(repeating: "y", count: 86)
        return StoredPassword(text)
    }

    private mutating func archive() throws -> ArchiveSettings {
        var archive = ArchiveSettings()
        if chance() { archive.path = FileName(chance() ? "/var/backups/\(number(1...9))" : "backup\(number(1...9))") }
        if chance() { archive.maximum = UInt8(number(1...14)) }
        archive.includesSaved = chance()
        if chance() { archive.interval = number(1...525_600) }
        return archive
    }

    private mutating func hostGroup(_ index: UInt32) throws -> HostGroupSettings {
        var group = HostGroupSettings()
        // The third group is distinguished by the index, so that no two groups have the same address.
        let address = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(index) << 64 | UInt128(number(1...0xffff)))
        if chance() { group.homeAddresses = chance() ? IPv6Prefix(address) : IPv6Prefix(address, length: 64) }
        if chance() { group.identifier = identifier(index) }
        if group.identifier != nil, chance() { group.homeAddresses = HostGroupSettings.autoconfiguration }
        for _ in 0..<number(0...3) {
            let key = (0..<number(1...64)).map { _ in UInt8(number(0...255)) }
            var association = SecurityAssociationSettings(key: SecretKey(octets: key))
            if chance() { association.outboundIndex = number(256...UInt32.max) }
            if chance() { association.replayWindow = UInt8(number(1...255)) }
            group.securityAssociations[number(256...UInt32.max)] = association
        }
        var ipsec = RandomIPsec(seed: UInt64(number(0...UInt32.max)))
        let isForOne = group.homeAddresses?.length ?? 128 == 128 && !(group.identifier?.isRealm ?? false)
        group.ipsec = ipsec.make(index, isForMany: !isForOne)
        return group
    }

    /// Of another realm for each index, so that no two are the same.
    private mutating func identifier(_ index: UInt32) -> NetworkAccessIdentifier? {
        let users = ["", "alice", "user", "realm", "!#$%&'*+-/=?^_`{|}~", "jörg.müller", "a|b", "no"]
        return NetworkAccessIdentifier("\(users[Int(number(0...7))])@realm-\(index).bücher.example")
    }

    private mutating func interface(_ index: UInt32) throws -> InterfaceSettings {
        var interface = InterfaceSettings()
        for host in 1...number(1...3) where chance() {
            let address = IPv6Address(rawValue: 0xfd00 << 112 | UInt128(index) << 64 | UInt128(host))
            interface.addresses[address] = UInt8(number(0...128))
        }
        var advertisements = RandomAdvertisements(seed: UInt64(number(0...UInt32.max)))
        interface.advertisement = try advertisements.settings()
        interface.prefixes = try advertisements.prefixes()
        if chance() { interface.description = "Uplink \(number(1...9)), to the east" }
        interface.isShutDown = chance()
        interface.isHomeAgentEnabled = chance()
        interface.tellsHomePrefixes = chance()
        if chance() { interface.accessList = "roam-\(number(0...3))" }
        if chance() { interface.homeAgentLifetime = UInt16(number(1...65520)) }
        if chance() { interface.homeAgentPreference = UInt16(number(0...65535)) }
        return interface
    }

    private mutating func route() throws -> StaticRoute {
        let address = IPv6Address(rawValue: UInt128(number(0...UInt32.max)) << 96)
        let hop = IPv6Address(rawValue: 0x2001_0db8 << 96 | UInt128(number(1...9)))
        let interface = chance() ? InterfaceName("wan\(number(0...9))") : nil
        return StaticRoute(
            prefix: IPv6Prefix(address, length: UInt8(number(0...128))) ?? IPv6Prefix(address), interface: interface,
            nextHop: interface == nil || chance() ? hop : nil)
    }

    private mutating func addFilters(to configuration: inout Configuration) throws {
        configuration.printsPrefixListSequenceNumbers = chance()
        if chance() { configuration.bindingFilter = "list:\(number(0...3))" }
        if chance() { configuration.homeAgent.refreshInterval = number(4...262_140) }
        if chance() { configuration.homeAgent.rateLimits.bindingUpdates = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.bindingUpdatesOfSource = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.refusals = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.bindingErrors = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.icmpErrors = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.duplicateAddressDetections = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.testInits = number(1...1_000_000) }
        if chance() { configuration.homeAgent.rateLimits.testInitsOfNetwork = number(1...1_000_000) }
        if chance() { configuration.homeAgent.accessList = "roam-\(number(0...3))" }
        var filters = RandomFilters(seed: UInt64(number(0...UInt32.max)))
        for index in 0..<number(0...3) { configuration.prefixLists["list:\(index)"] = try filters.prefixList() }
        for index in 0..<number(0...3) { configuration.accessLists["roam-\(index)"] = try filters.accessList() }
    }

    private mutating func chance() -> Bool {
        Bool.random(using: &random)
    }

    private mutating func number(_ range: ClosedRange<UInt32>) -> UInt32 {
        UInt32.random(in: range, using: &random)
    }
}
