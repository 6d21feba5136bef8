import Core
import Management
import ManagementFixtures

/// What configurations of many lines cost.
struct ConfigurationMeasurements {
    let lines: Int

    func run() throws {
        for (name, text) in ConfigurationMixes.all(lines) {
            Stopwatch.heading("\(lines) \(name)")
            let octets = Array(text.utf8)
            let router = FixtureRouter()
            Stopwatch.tell(
                "read", try Stopwatch.time { router.configuration = try ConfigurationFile.parse(octets) })
            let conversion = Stopwatch.time { _ = router.configuration.mobility { _ in Instant(nanoseconds: 0) } }
            Stopwatch.tell("what the engine needs of it", conversion)
            router.memory.contents[.startup] = octets
            var session = try Session(router)
            for line in [
                "show running-config", "write memory", "copy startup-config running-config", "configure terminal",
                "hostname X", "ipv6 prefix-list MANY seq 7 permit 2001:db8:ffff::/48", "ipv6 access-list MANY",
                "permit ipv6 host 2001:db8:ffff::1 any", "interface x1", "ipv6 nd advertisement-interval",
                "ipv6 mobile home-agent", "host group MN1", "address 2001:db8:ffff::1",
            ] {
                let cost = try session.execute(line)
                Stopwatch.tell("\(line): longest turn of \(cost.turns)", cost.longestTurn)
            }
        }
    }
}
