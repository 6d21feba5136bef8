import Cryptography
import Testing

@testable import Core

/// Protection from replay by timestamps (RFC 4285 section 6).
@Suite struct TimestampTests {
    private static let window: UInt8 = 7
    private static let noon = NetworkTimestamp(since1970: .seconds(1_795_000_000))

    /// A world whose nodes have to send timestamps, and whose calendar shows noon.
    private func world() -> World {
        var world = World {
            for index in $0.homeAgent.hostGroups.indices {
                $0.homeAgent.hostGroups[index].securityAssociations[0].replayWindow = Self.window
            }
        }
        world.handle(.clockSet(Self.noon))
        return world
    }

    /// What the node's clock shows, `offset` after noon.
    private func time(_ offset: Duration) -> NetworkTimestamp { Self.noon + offset }

    private func option(_ timestamp: NetworkTimestamp) -> [UInt8] {
        [10, 8] + (0..<8).map { UInt8(truncatingIfNeeded: timestamp.rawValue >> UInt64(56 - 8 * $0)) }
    }

    /// An update with a timestamp `offset` after noon.
    private func update(
        _ offset: Duration, of node: inout MobileNode, lifetime: UInt16 = 900
    ) -> BindingUpdateDraft {
        node.update(lifetime: lifetime).with { $0.options = [option(time(offset))] }
    }

    /// The timestamp of the last acknowledgement.
    private func echoed(_ world: World) -> UInt64? {
        let options = world.acknowledgements.last?.acknowledgement?.options ?? []
        for case .replayProtection(let timestamp) in options { return timestamp }
        return nil
    }

    @Test(arguments: [.zero, .seconds(7), .seconds(-7), .milliseconds(500)] as [Duration])
    func aTimestampNearTheClockIsAcceptedAndComesBack(_ offset: Duration) {
        var (world, node) = (world(), MobileNode())
        let update = update(offset, of: &node)
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(echoed(world) == time(offset).rawValue)
        #expect(
            world.acknowledgements.last?.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: update)
                == true)
    }

    /// The answer has this node's seconds over the fraction that was sent, and proves its origin.
    @Test(
        arguments: [.milliseconds(7001), .milliseconds(-7001), .seconds(86_400), .seconds(-1_000_000_000)] as [Duration]
    )
    func aStaleOneIsRefused(_ offset: Duration) {
        var (world, node) = (world(), MobileNode())
        let before = world.snapshot
        let update = update(offset, of: &node)
        #expect(world.outcome(of: update) == .acknowledged(.identificationMismatch))
        #expect(world.snapshot == before)
        #expect(echoed(world).map { $0 >> 32 } == Self.noon.rawValue >> 32)
        #expect(echoed(world).map { $0 & 0xffff_ffff } == time(offset).rawValue & 0xffff_ffff)
        #expect(
            world.acknowledgements.last?.isSigned(by: MobileNode.key, securityParameterIndex: 0x1000, for: update)
                == true)
    }

    @Test func withoutATimestampItIsRefused() {
        var (world, node) = (world(), MobileNode())
        #expect(world.outcome(of: node.update()) == .acknowledged(.messageIdentificationRequired))
        #expect(echoed(world) == nil)
    }

    @Test func whatWasNeverToldTheTimeRefuses() {
        var node = MobileNode()
        var world = World { $0.homeAgent.hostGroups[0].securityAssociations[0].replayWindow = Self.window }
        #expect(world.outcome(of: update(.zero, of: &node)) == .acknowledged(.identificationMismatch))
    }

    @Test func theClockGoesOn() {
        var (world, node) = (world(), MobileNode())
        world.advance(by: .seconds(100))
        #expect(world.outcome(of: update(.seconds(92), of: &node)) == .acknowledged(.identificationMismatch))
        world.receive(update(.seconds(100), of: &node))
        world.advance(by: .seconds(1))
        #expect(world.statuses.last == .accepted)
        world.handle(.clockSet(time(.seconds(500))))
        #expect(world.outcome(of: update(.seconds(102), of: &node)) == .acknowledged(.identificationMismatch))
        #expect(world.outcome(of: update(.seconds(503), of: &node)) == .acknowledged(.accepted))
    }

    /// NTP's seconds begin anew in 2036.
    @Test func theNextEraIsNear() {
        var (world, node) = (world(), MobileNode())
        world.handle(.clockSet(NetworkTimestamp(rawValue: .max - 5)))
        let update = node.update().with { $0.options = [option(NetworkTimestamp(rawValue: 3 << 32))] }
        world.receive(update)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
    }

    // MARK: Repetition

    @Test func aTimestampIsGoodOnce() {
        var (world, node) = (world(), MobileNode())
        let first = update(.zero, of: &node)
        world.receive(first)
        world.advance(by: .seconds(1))
        #expect(world.outcome(of: first) == .acknowledged(.identificationMismatch), "repeated")
        let same = node.update(movedTo: Place.otherCareOf).with { $0.options = [option(time(.zero))] }
        #expect(world.outcome(of: same) == .acknowledged(.identificationMismatch), "in another message")
        #expect(world.outcome(of: update(.milliseconds(-1), of: &node)) == .acknowledged(.identificationMismatch))
        #expect(world.outcome(of: update(.milliseconds(1), of: &node)) == .acknowledged(.accepted))
    }

    /// The sequence number does not protect, and is not asked about.
    @Test func anySequenceNumberWillDo() {
        var (world, node) = (world(), MobileNode())
        world.receive(update(.zero, of: &node))
        world.advance(by: .seconds(1))
        node.sequenceNumber = 60_000
        #expect(world.outcome(of: update(.seconds(1), of: &node)) == .acknowledged(.accepted))
        #expect(world.engine.binding(of: Place.homeAddress)?.sequenceNumber == 60_001)
    }

    /// A repeated update while duplicate address detection runs ends in one acknowledgement; an older one is nothing.
    @Test func duringDetectionTheNewestCounts() {
        var (world, node) = (world(), MobileNode())
        let first = update(.zero, of: &node)
        let second = update(.milliseconds(300), of: &node)
        world.receive(first)
        world.receive(first)
        world.receive(second)
        world.receive(first)
        #expect(world.drops == [.supersededBindingUpdate])
        world.advance(by: .seconds(1))
        #expect(world.statuses == [.accepted])
        #expect(echoed(world) == time(.milliseconds(300)).rawValue)
    }

    /// What ended stays protected as long as an old update may still be within the window.
    @Test func anEndedBindingDoesNotComeBack() {
        var (world, node) = (world(), MobileNode())
        world.receive(update(.zero, of: &node))
        world.advance(by: .seconds(1))
        let latest = update(.seconds(8), of: &node)
        world.receive(latest)
        world.handle(.clearBindings(.all))
        for _ in 0..<20 {
            world.advance(by: .seconds(1))
            #expect(world.outcome(of: latest) == .acknowledged(.identificationMismatch))
        }
    }

    @Test func aDeregistrationIsGuardedToo() {
        var (world, node) = (world(), MobileNode())
        let first = update(.zero, of: &node)
        world.receive(first)
        world.advance(by: .seconds(1))
        let last = update(.seconds(1), of: &node, lifetime: 0)
        #expect(world.outcome(of: last) == .acknowledged(.accepted))
        #expect(world.engine.bindings.isEmpty)
        #expect(world.outcome(of: first) == .acknowledged(.identificationMismatch))
        #expect(world.outcome(of: last) == .acknowledged(.identificationMismatch))
    }

    // MARK: Order of checks, and golden octets

    /// Whoever has no key learns nothing of the clock.
    @Test func authenticationComesFirst() {
        var (world, node) = (world(), MobileNode())
        let forged = update(.seconds(900), of: &node).with { $0.signatures[0].isForged = true }
        #expect(world.outcome(of: forged) == .acknowledged(.authenticationFailed))
        #expect(echoed(world) == nil)
        let elsewhere = update(.seconds(900), of: &node).with { $0.signatures = [] }
        #expect(world.outcome(of: elsewhere) == .dropped(.authenticationMissing))
    }

    @Test func theTimestampComesBeforeEverythingElse() {
        var (world, node) = (world(), MobileNode())
        world.configure { $0.homeAgent.maximumBindings = 0 }
        #expect(world.outcome(of: update(.seconds(8), of: &node)) == .acknowledged(.identificationMismatch))
        #expect(world.outcome(of: update(.zero, of: &node)) == .acknowledged(.insufficientResources))
        #expect(echoed(world) == time(.zero).rawValue, "a refusal for another reason has it too")
    }

    /// The golden update is accepted at its own time, and refused at another.
    @Test(arguments: [(0, BindingStatus.accepted), (8, .identificationMismatch)] as [(Int64, BindingStatus)])
    func theGoldenUpdate(_ late: Int64, _ status: BindingStatus) throws {
        let key: [UInt8] = Array(0x30...0x3f)
        var world = World {
            $0.homeAgent.hostGroups = [.simulated("MN0", Place.homeAddress, key: key, spi: 256)]
            $0.homeAgent.hostGroups[0].securityAssociations[0].replayWindow = Self.window
        }
        world.handle(.clockSet(NetworkTimestamp(rawValue: 0xe900_0000_8000_0000) + .seconds(late)))
        world.receive(try WireVector.named("auth_bu_ts").packet)
        world.advance(by: .seconds(1))
        #expect(world.statuses == [status])
        #expect(echoed(world) == (0xe900_0000 + UInt64(late)) << 32 | 0x8000_0000)
    }
}
