/// Configurations of many lines.
enum ConfigurationMixes {
    static func all(_ lines: Int) -> [(name: String, text: String)] {
        let mixed = groups(lines * 2 / 5) + interfaces(lines / 10) + rules(lines / 4) + prefixes(lines / 4)
        return [
            ("prefix-list entries", prefixes(lines)), ("access-list rules", rules(lines)),
            ("lines of host groups", groups(lines)), ("lines of interfaces", interfaces(lines)), ("lines mixed", mixed),
        ].map { (name: $0.0, text: $0.1.joined(separator: "\n") + "\nend\n") }
    }

    static func prefixes(_ lines: Int, name: String = "MANY") -> [String] {
        (0..<lines).map { number in
            "ipv6 prefix-list \(name) seq \(5 * (number + 1)) permit 2001:\(hex(number >> 16)):\(hex(number))::/48"
                + (number % 3 == 0 ? " le 64" : "")
        }
    }

    static func rules(_ lines: Int) -> [String] {
        ["ipv6 access-list MANY"]
            + (1..<max(lines, 1)).map { number in
                let source = "2001:db8:\(hex(number >> 16)):\(hex(number))::"
                let rule =
                    switch number % 4 {
                    case 0: "permit tcp \(source)/64 any eq 443"
                    case 1: "deny udp host \(source)1 2001:db8:1::/48 range 1000 2000"
                    case 2: "permit icmp \(source)/64 any echo-request"
                    default: "permit ipv6 \(source)/64 any mobility"
                    }
                return " sequence \(10 * number) \(rule)"
            }
    }

    static func groups(_ lines: Int) -> [String] {
        ["ipv6 mobile", "ipv6 mobile home-agent"]
            + (0..<lines / 3).flatMap { number in
                [
                    " host group MN\(number)", "  address 2001:db8:\(hex(1 + (number >> 16)))::\(hex(number))",
                    "  authentication spi hex 1000 key hex " + String(repeating: "0a", count: 16),
                ]
            }
    }

    static func interfaces(_ lines: Int) -> [String] {
        (0..<lines / 4).flatMap { number in
            [
                "interface x\(number)", " ipv6 address 2001:db8:\(hex(number))::1/64", " ipv6 nd ra-interval msec 500",
                " ipv6 mobile home-agent enable",
            ]
        }
    }

    private static func hex(_ number: Int) -> String {
        String(number & 0xffff, radix: 16)
    }
}
