import Core
import Testing

@testable import Linux

/// What a mobile node keeps in the state directory.
@Suite struct MobileNodeFilesTests {
    private static func setting(_ name: String) throws -> String {
        try KernelSetting("net/ipv6/conf/home0/\(name)").value()
    }

    @Test("Optimistic detection is put back, also by the next daemon")
    func optimisticDetection() throws {
        try withCable {
            try withTemporaryDirectory { path in
                try run("sysctl -qw net.ipv6.conf.home0.use_optimistic=1")
                var directory: StateDirectory? = try StateDirectory("\(path)/state")
                try OptimisticDetection(directory: #require(directory)).set(["home0", "missing0"])
                try #expect(Self.setting("optimistic_dad") == "1")
                directory = nil
                let next = try OptimisticDetection(directory: StateDirectory("\(path)/state"))
                try next.set(["home0"])
                try #expect(Self.setting("optimistic_dad") == "1")
                try next.set(["peer0"])
                try #expect(Self.setting("optimistic_dad") == "0")
                try #expect(Self.setting("use_optimistic") == "1")
                try next.set([])
                try #expect(KernelSetting("net/ipv6/conf/peer0/optimistic_dad").value() == "0")
                try #expect(!output(of: "ls \(path)/state").contains("mobile"))
            }
        }
    }

    @Test("Home agents that were heard are read back; a damaged file is told of once")
    func knownHomeAgents() throws {
        try withTemporaryDirectory { path in
            let file = try KnownHomeAgentsFile(directory: StateDirectory("\(path)/state"))
            try #expect(file.read().isEmpty)
            let agents = try (1...300).map { number in
                KnownHomeAgent(
                    address: try .of("2001:db8:1::\(number)/64"),
                    homeAddress: number % 2 == 0 ? IPv6Address("2001:db8:1::a") : nil, advertisements: UInt32(number),
                    lastHeard: NetworkTimestamp(rawValue: 1 << 63 | UInt64(number)), rank: 1_000_000)
            }
            try file.write(agents)
            try #expect(file.read() == Array(agents.prefix(256)))
            try run("sed -i 's/^end/ende/' \(path)/state/known-home-agents")
            #expect(throws: RememberedLinesError.self) { try file.read() }
            try file.write([])
            try #expect(file.read().isEmpty)
        }
    }

    @Test(
        "Nothing else is taken for such a file",
        arguments: [
            "", "end\n", "haos known home agents 2\nend\n", "haos known home agents 1\n2001:db8::1 1 1 1 -\nend\n",
            "haos known home agents 1\n2001:db8::1/129 1 1 1 -\nend\n",
            "haos known home agents 1\n2001:db8::1/64 1 1 1000001 -\nend\n",
            "haos known home agents 1\n2001:db8::1/64 1 1 1\nend\n",
            "haos known home agents 1\n2001:db8::1/64 1 1 1 here\nend\n", "haos known home agents 1\nend",
        ])
    func damagedHomeAgents(_ text: String) throws {
        try withTemporaryDirectory { path in
            let directory = try StateDirectory("\(path)/state")
            try writeFile("\(path)/state/known-home-agents", text)
            #expect(throws: RememberedLinesError.self) { try KnownHomeAgentsFile(directory: directory).read() }
        }
    }

    @Test("Bindings are read back, and nothing else is taken for them")
    func rememberedBindings() throws {
        try withTemporaryDirectory { path in
            let directory = try StateDirectory("\(path)/state")
            let file = RememberedBindingsFile(directory: directory)
            try #expect(file.read().isEmpty)
            let bindings = try (1...3).map { number in
                RememberedBinding(
                    homeAddress: try .of("2001:db8:1::\(number)"), homeAgent: try .of("2001:db8:1::ffff"),
                    expiry: NetworkTimestamp(rawValue: 1 << 63 | UInt64(number)))
            }
            try file.write(bindings)
            try #expect(file.read() == bindings)
            let title = "haos mobile node bindings 1\n"
            let damaged = [
                "", title, "\(title)2001:db8::1 2001:db8::2\nend\n", "\(title)2001:db8::1 2001:db8::2 -1\nend\n",
                "\(title)here 2001:db8::2 1\nend\n", "\(title)2001:db8::1 2001:db8::2 1\n",
                title + String(repeating: "2001:db8::1 2001:db8::2 1\n", count: 1000) + "end\n",
            ]
            for text in damaged {
                try writeFile("\(path)/state/mobile-node-bindings", text)
                #expect(throws: RememberedLinesError.self) { try file.read() }
            }
            try file.write([])
            try #expect(!output(of: "ls \(path)/state").contains("bindings"))
        }
    }

    @Test("An optimistic address may be used (RFC 4429); another whose detection runs, or failed, may not")
    func optimisticAddresses() throws {
        let address = try InterfaceAddress.of("2001:db8::1/64")
        // IFA_F_TENTATIVE, IFA_F_OPTIMISTIC and IFA_F_DADFAILED.
        let usable: [(UInt32, Bool)] = [(0, true), (0x40, false), (0x44, true), (0x4c, false), (0x08, false)]
        for (flags, isUsable) in usable {
            let record = AddressRecord(
                interface: InterfaceIndex(rawValue: 1), address: address, flags: flags, origin: 0)
            #expect(record.isUsable == isUsable)
        }
    }
}
