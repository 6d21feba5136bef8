import Core
import Testing

/// Bounds on what is done for those who have proved nothing, and on duplicate address detection.
@Suite struct RateLimitTests {
    private static func world(_ limits: (inout RateLimits) -> Void) -> World {
        World { limits(&$0.rateLimits) }
    }

    @Test func refusalsOfForgedUpdatesAreBounded() {
        var world = Self.world { $0.refusals = 5 }
        var node = MobileNode()
        let forged = node.update().with { $0.signatures[0].key = [UInt8](repeating: 9, count: 16) }
        for _ in 0..<20 { world.receive(forged) }
        #expect(world.statuses == [BindingStatus](repeating: .authenticationFailed, count: 5))
        #expect(world.counters.dropped[.refusalRate] == 15)
        world.advance(by: .seconds(1))
        world.forget()
        world.receive(forged)
        #expect(world.statuses == [.authenticationFailed], "the rate comes back")
    }

    /// Who has proved his origin is refused each time, whatever the others did.
    @Test func provenOriginsAreAnsweredAlways() {
        var world = Self.world { $0.refusals = 1 }
        var node = MobileNode()
        let forged = node.update().with { $0.signatures[0].key = [UInt8](repeating: 9, count: 16) }
        for _ in 0..<20 { world.receive(forged) }
        world.forget()
        for _ in 0..<20 { world.receive(node.deregistration()) }
        #expect(world.statuses == [BindingStatus](repeating: .notHomeAgentForThisMobileNode, count: 20))
    }

    @Test func beginningsOfDetectionAreBoundedAndTriedAgain() {
        var world = World {
            $0.rateLimits.duplicateAddressDetections = 1
            $0.homeAgent.requiresAuthentication = false
        }
        let drafts = (0..<3).map { index in
            BindingUpdateDraft().with {
                $0.homeAddressOption = IPv6Address(rawValue: Place.homeAddress.rawValue + UInt128(0x1000 + index))
                $0.signatures = []
            }
        }
        for draft in drafts { world.receive(draft) }
        #expect(world.counters.dropped[.duplicateAddressDetectionRate] == 2)
        for draft in drafts {
            world.advance(by: .seconds(2))
            world.receive(draft.with { $0.sequenceNumber &+= 1 })
        }
        world.advance(by: .seconds(2))
        #expect(world.statuses.filter { $0 == .accepted }.count >= 3)
        #expect(world.counters.dropped[.duplicateAddressDetectionRate] == 2)
    }

    @Test func testInitsAreAnsweredAsOftenAsIsConfigured() {
        var world = Self.world { ($0.testInits, $0.testInitsOfNetwork) = (5, 3) }
        for _ in 0..<10 { world.receive(Peer().testInit(.careOf)) }
        #expect(world.sent.count == 3)
        var other = Peer()
        other.careOfAddress = IPv6Address(rawValue: 0x2001_0db8_0077 << 80 | 0x22)
        for _ in 0..<10 { world.receive(other.testInit(.careOf)) }
        #expect(world.sent.count == 5)
        #expect(world.counters.dropped[.returnRoutabilityRate] == 15)
        world.configure { ($0.rateLimits.testInits, $0.rateLimits.testInitsOfNetwork) = (100, 100) }
        world.advance(by: .seconds(1))
        world.forget()
        for _ in 0..<10 { world.receive(other.testInit(.careOf)) }
        #expect(world.sent.count == 10)
    }

    /// One network has half of them at most, so that others get an answer while it floods.
    @Test func bindingErrorsFollowTheConfiguration() {
        var world = Self.world { $0.bindingErrors = 3 }
        for _ in 0..<10 { world.receive(BindingUpdateDraft().with { $0.type = 99 }) }
        #expect(world.bindingErrors.count == 2)
        let other = IPv6Address(rawValue: 0x2001_0db8_0077 << 80 | 0x22)
        for _ in 0..<10 {
            world.receive(
                BindingUpdateDraft().with {
                    $0.type = 99
                    $0.source = other
                })
        }
        #expect(world.bindingErrors.count == 3)
    }
}
