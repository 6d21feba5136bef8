import Core
import Glibc
import Testing

@testable import Linux

@Suite struct StrongSwanTests {
    private static let node = NegotiatedNode(
        homeAddress: address(0x100), homeAgentAddresses: [address(1)],
        exchange: InternetKeyExchange(
            localIdentity: "ha.example", remoteIdentity: "mn@example",
            credential: .preSharedKey(SecretKey(octets: [1, 2, 3]))),
        protection: .returnRoutability, number: 1)
    private static let name = "haos-2001:db8:1::100"
    private static let beginning = ["version", "get-conns", "get-shared", "list-sas"]

    private static func address(_ host: UInt128) -> IPv6Address {
        IPv6Address(rawValue: 0x2001_0db8_0001 << 80 | host)
    }

    /// strongSwan's part, the daemon's, and what was told.
    private final class Stage {
        let loop: EventLoop
        let path: String
        let strongSwan: StrongSwan
        var news: [StrongSwanNews] = []

        init(in directory: String) throws {
            loop = try EventLoop()
            path = directory + "/charon.vici"
            strongSwan = StrongSwan(at: path, on: loop)
            strongSwan.told = { [unowned self] in news.append($0) }
        }

        func serve(until what: String, _ condition: () -> Bool) throws {
            try loop.serve(until: what, condition)
        }
    }

    @Test func whatIsWantedIsLoadedAndThenUnloaded() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            stage.strongSwan.apply([Self.node])
            let loads = ["load-shared \(Self.name)", "load-conn \(Self.name)"]
            try stage.serve(until: "a connection") { stage.strongSwan.status?.loaded == 1 }
            #expect(server.asked.prefix(6) == Self.beginning[...] + loads)
            #expect(stage.news == [.answers(version: "5.9.8")])
            #expect(stage.strongSwan.status?.version == "5.9.8")
            server.forget()
            stage.strongSwan.apply([])
            try stage.serve(until: "its end") { server.asked.contains("terminate \(Self.name)") }
            #expect(
                server.asked.filter { !Self.beginning.contains($0) } == [
                    "unload-conn \(Self.name)", "unload-shared \(Self.name)", "terminate \(Self.name)",
                ])
            #expect(stage.strongSwan.status == nil)
        }
    }

    @Test func aStrongSwanThatComesLaterIsServed() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            stage.strongSwan.apply([Self.node])
            #expect(stage.news == [.isMissing(reason: "No such file or directory")])
            #expect(stage.strongSwan.status?.absence == "No such file or directory")
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            try stage.serve(until: "a connection") { stage.strongSwan.status?.loaded == 1 }
            server.stop()
            try stage.serve(until: "its absence") { stage.strongSwan.status?.absence != nil }
            server.forget()
            try server.start()
            try stage.serve(until: "the next one") { stage.strongSwan.status?.loaded == 1 }
            #expect(server.asked.prefix(4) == Self.beginning[...])
            #expect(stage.news.count { if case .isMissing = $0 { true } else { false } } >= 2)
        }
    }

    @Test func whatItRefusesIsToldOnce() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            server.refusals["load-conn"] = "invalid value"
            stage.strongSwan.apply([Self.node])
            try stage.serve(until: "a second try") { server.asked.count { $0.hasPrefix("load-conn") } == 2 }
            #expect(stage.strongSwan.status?.loaded == 0)
            #expect(
                stage.news.dropFirst() == [
                    .refuses(homeAddress: Self.node.homeAddress, reason: "load-conn: invalid value")
                ])
        }
    }

    @Test(
        arguments: [
            [0, 8, 0, 1], [0, 0, 0, 0], [0, 0, 0, 1, 9], [0, 0, 0, 2, 1, 3], [0, 0, 0, 1, 1], [0, 0, 0, 2, 0, 0],
        ] as [[UInt8]])
    func nonsenseEndsTheConnectionAndNothingElse(octets: [UInt8]) throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            stage.strongSwan.apply([Self.node])
            try stage.serve(until: "a connection") { stage.strongSwan.status?.loaded == 1 }
            server.say(octets)
            try stage.serve(until: "its end") { stage.strongSwan.status?.absence != nil }
            try stage.serve(until: "another one") { stage.strongSwan.status?.loaded == 1 }
        }
    }

    @Test func whatHappensIsTold() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            stage.strongSwan.apply([Self.node])
            try stage.serve(until: "a connection") { stage.strongSwan.status?.loaded == 1 }
            let child: ViciMessage = ["name": "mobility", "reqid": "1651900417", "spi-in": "c1", "spi-out": "c2"]
            var association: ViciMessage = [
                "uniqueid": "1", "state": "ESTABLISHED", "remote-host": "2001:db8:2::100", "remote-id": "mn@example",
            ]
            server.say(ViciPacket.event("ike-updown", ["up": "yes", Self.name: .section(association)]).octets)
            association.append("child-sas", .section(["mobility-1": .section(child)]))
            server.say(ViciPacket.event("child-updown", ["up": "yes", Self.name: .section(association)]).octets)
            server.say(ViciPacket.event("ike-updown", ["up": "yes", "road": .section(association)]).octets)
            server.say(ViciPacket.event("ike-updown", [Self.name: .section(association)]).octets)
            try stage.serve(until: "all news") { stage.news.count >= 4 }
            let home = Self.node.homeAddress
            #expect(
                stage.news.dropFirst() == [
                    .associated(homeAddress: home, identity: "mn@example", remoteAddress: "2001:db8:2::100"),
                    .child(homeAddress: home, name: "mobility", inbound: "c1", outbound: "c2", isUp: true),
                    .ended(homeAddress: home, identity: "mn@example"),
                ])
        }
    }

    @Test func aCertificateThatIsNotThereIsNamed() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            var node = Self.node
            node.exchange.credential = .certificate(file: "no-such-certificate.pem")
            stage.strongSwan.apply([node])
            try stage.serve(until: "a third look") { server.asked.count { $0 == "list-sas" } == 3 }
            let refusals = stage.news.filter { if case .refuses = $0 { true } else { false } }
            #expect(
                refusals.count == 1 && "\(refusals)".contains("/etc/swanctl/x509/no-such-certificate.pem: No such file")
            )
            #expect(!server.asked.contains { $0.hasPrefix("load-conn") })
        }
    }

    /// strongSwan prefers the address of the interface that leads to the mobile node.
    @Test func anEndOfIKEThatHasMovedAwayIsTold() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            server.associations = [
                [Self.name: .section(["uniqueid": "1", "local-id": "ha.example", "local-host": "2001:db8:f::1"])]
            ]
            stage.strongSwan.apply([Self.node])
            let astray = StrongSwanNews.isAstray(homeAddress: Self.node.homeAddress, localAddress: "2001:db8:f::1")
            try stage.serve(until: "a second look") { server.asked.count { $0 == "list-sas" } == 3 }
            #expect(stage.news.count { $0 == astray } == 1)
        }
    }

    /// At the end of the daemon nothing waits for a strongSwan that does not answer any more.
    @Test func theEndIsBounded() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            stage.strongSwan.apply([Self.node])
            try stage.serve(until: "a connection") { stage.strongSwan.status?.loaded == 1 }
            server.isSilent = true
            let start = MonotonicClock.now()
            stage.strongSwan.end()
            #expect(MonotonicClock.now() - start < .seconds(4))
        }
    }

    /// Without lines of `ipsec ikev2` a strongSwan is looked at once, for what a killed daemon left, and left alone.
    @Test func whoNegotiatesNothingLeavesStrongSwanAlone() throws {
        try withTemporaryDirectory { directory in
            let stage = try Stage(in: directory)
            let server = try ScriptedStrongSwan(at: stage.path, on: stage.loop)
            server.inventory["get-conns"] = ["conns": .texts(["road", Self.name])]
            stage.strongSwan.apply([])
            try stage.serve(until: "its end") { server.asked.contains("unload-conn \(Self.name)") }
            #expect(server.asked == Self.beginning + ["unload-conn \(Self.name)"])
            #expect(stage.news.isEmpty)
        }
    }
}
