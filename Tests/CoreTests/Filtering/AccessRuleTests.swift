import Testing

@testable import Core

/// Each condition of a rule: what it matches and what not.
@Suite struct AccessRuleTests {
    /// A condition, packets that meet it and packets that do not.
    struct Condition: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rule: AccessRule
        let met: [PacketTraits]
        let unmet: [PacketTraits]
    }

    static let tcp = PacketTraits(.transmissionControl, .ports(source: 1000, destination: 80))
    static let echo = PacketTraits(.icmpv6, .icmp(type: 128, code: 0))
    static let homeTest = PacketTraits(.mobility, .mobility(.homeTest))
    static let secured = PacketTraits(.encapsulatingSecurityPayload, .other)

    /// A Binding Update with something about it changed.
    static func update(_ change: (inout PacketTraits) -> Void = { _ in }) -> PacketTraits {
        var traits = PacketTraits.bindingUpdate
        change(&traits)
        return traits
    }

    static let homeAddressOption = update {
        $0.extensionHeaders.protocols.insert(60)
        $0.extensionHeaders.destinationOptionTypes.insert(201)
    }
    static let otherOption = update {
        $0.extensionHeaders.protocols.insert(60)
        $0.extensionHeaders.destinationOptionTypes.insert(5)
    }
    static let routed = update {
        $0.extensionHeaders.protocols.insert(43)
        $0.extensionHeaders.routingTypes.insert(2)
    }
    static let hopByHop = update { $0.extensionHeaders.protocols.insert(0) }
    static let laterFragment = update {
        $0.extensionHeaders.protocols.insert(44)
        $0.extensionHeaders.isLaterFragment = true
    }

    static func ports(_ match: PortMatch, _ met: [UInt16], _ unmet: [UInt16]) -> [Condition] {
        let traits = { (port: UInt16, isSource: Bool) in
            PacketTraits(
                .transmissionControl, .ports(source: isSource ? port : 7777, destination: isSource ? 7777 : port))
        }
        return [true, false].map { isSource in
            let end = AccessEndpoint(.everything, ports: match)
            return Condition(
                testDescription: "\(isSource ? "source" : "destination") \(match)",
                rule: AccessRule(
                    .permit, .header(.transmissionControl), from: isSource ? end : .any, to: isSource ? .any : end),
                met: met.map { traits($0, isSource) }, unmet: unmet.map { traits($0, isSource) } + [.bindingUpdate])
        }
    }

    static func condition(
        _ name: String, _ protocol: AccessProtocol = .any, met: [PacketTraits], unmet: [PacketTraits],
        _ change: (inout AccessRule) -> Void = { _ in }
    ) -> Condition {
        Condition(testDescription: name, rule: AccessRule(.permit, `protocol`).with(change), met: met, unmet: unmet)
    }

    static let protocols = [
        condition("ipv6", met: [.bindingUpdate, tcp, echo, secured], unmet: []),
        condition("135", .header(.mobility), met: [.bindingUpdate, homeTest], unmet: [tcp, echo]),
        condition("tcp", .header(.transmissionControl), met: [tcp], unmet: [.bindingUpdate, echo]),
        condition("esp", .header(.encapsulatingSecurityPayload), met: [secured], unmet: [.bindingUpdate]),
        condition("60", .header(.destinationOptions), met: [homeAddressOption], unmet: [.bindingUpdate, hopByHop]),
        condition("hbh as protocol", .header(.hopByHopOptions), met: [hopByHop], unmet: [.bindingUpdate, routed]),
    ]

    static let options = [
        condition("auth", met: [PacketTraits(.authenticationHeader, .other)], unmet: [.bindingUpdate, secured]) {
            $0.needsAuthenticationHeader = true
        },
        condition("dest-option", met: [homeAddressOption, otherOption], unmet: [.bindingUpdate, hopByHop]) {
            $0.destinationOptions = .present
        },
        condition("dest-option-type", met: [homeAddressOption], unmet: [.bindingUpdate, otherOption]) {
            $0.destinationOptions = .type(201)
        },
        condition("dscp", met: [update { $0.codePoint = 46 }], unmet: [.bindingUpdate, update { $0.codePoint = 45 }]) {
            $0.codePoint = 46
        },
        condition("dscp default", met: [.bindingUpdate], unmet: [update { $0.codePoint = 1 }]) { $0.codePoint = 0 },
        condition("flow-label", met: [update { $0.flowLabel = 99 }], unmet: [.bindingUpdate]) { $0.flowLabel = 99 },
        condition("fragments", met: [laterFragment], unmet: [.bindingUpdate, routed]) { $0.needsLaterFragment = true },
        condition("hbh", met: [hopByHop], unmet: [.bindingUpdate, homeAddressOption]) {
            $0.needsHopByHopOptions = true
        },
        condition("mobility", met: [.bindingUpdate, homeTest], unmet: [tcp, echo, secured]) { $0.mobility = .present },
        condition("mobility-type", met: [.bindingUpdate, routed], unmet: [homeTest, tcp, echo, secured]) {
            $0.mobility = .type(5)
        },
        condition("routing", met: [routed], unmet: [.bindingUpdate, hopByHop]) { $0.routing = .present },
        condition("routing-type", met: [routed], unmet: [.bindingUpdate]) { $0.routing = .type(2) },
        condition("routing-type 0", met: [], unmet: [routed, .bindingUpdate]) { $0.routing = .type(0) },
        condition(
            "message", met: [echo, PacketTraits(.icmpv6, .icmp(type: 128, code: 7))],
            unmet: [PacketTraits(.icmpv6, .icmp(type: 129, code: 0)), .bindingUpdate, tcp, secured]
        ) { $0.message = MessageMatch(type: 128) },
        condition(
            "message and code", met: [echo], unmet: [PacketTraits(.icmpv6, .icmp(type: 128, code: 7)), .bindingUpdate]
        ) { $0.message = MessageMatch(type: 128, code: 0) },
        condition("log", met: [.bindingUpdate, tcp], unmet: []) { $0.log = .withInput },
    ]

    static let all =
        protocols + options + ports(.equal(80), [80], [79, 81]) + ports(.notEqual(80), [79, 81], [80])
        + ports(.greaterThan(80), [81, 65535], [80, 0]) + ports(.lessThan(80), [0, 79], [80, 65535])
        + ports(.range(80...90), [80, 85, 90], [79, 91])

    @Test(arguments: all)
    func eachConditionTellsPacketsApart(_ condition: Condition) {
        for traits in condition.met {
            #expect(condition.rule.matches(source: .loopback, destination: .allNodes, traits))
        }
        for traits in condition.unmet {
            #expect(!condition.rule.matches(source: .loopback, destination: .allNodes, traits))
        }
        #expect(!condition.met.isEmpty || !condition.unmet.isEmpty)
    }

    @Test func addressesOfBothEndsCount() throws {
        let rule = AccessRule(
            .permit, from: AccessEndpoint(try prefix("2001:db8:1::/64")),
            to: AccessEndpoint(try prefix("2001:db8:2::100/128")))
        let (home, careOf) = (try ip("2001:db8:1::100"), try ip("2001:db8:2::100"))
        #expect(rule.matches(source: home, destination: careOf, .bindingUpdate))
        #expect(!rule.matches(source: careOf, destination: home, .bindingUpdate))
        #expect(!rule.matches(source: home, destination: try ip("2001:db8:2::101"), .bindingUpdate))
        #expect(!rule.matches(source: try ip("2001:db8:9::100"), destination: careOf, .bindingUpdate))
    }

    /// Two conditions hold only together.
    @Test func allConditionsMustHold() {
        let rule = AccessRule(.permit).with {
            $0.mobility = .type(5)
            $0.destinationOptions = .type(201)
        }
        #expect(rule.matches(source: .loopback, destination: .loopback, Self.homeAddressOption))
        #expect(!rule.matches(source: .loopback, destination: .loopback, Self.otherOption))
        #expect(!rule.matches(source: .loopback, destination: .loopback, Self.homeTest))
    }
}
