import Core
import Testing

/// Timestamps against replay (RFC 4285 section 6).
@Suite struct UpdateTimestampTests {
    private static let calendar = NetworkTimestamp(rawValue: 0xe800_0000_0000_0000)

    private func makeNode(isWanted: Bool = true) -> RoamingNode {
        var node = RoamingNode { $0.homeAddresses[0].authentication?.replayWindow = isWanted ? 7 : nil }
        node.handle(.clockSet(Self.calendar))
        return node
    }

    private func timestamps(_ node: RoamingNode) -> [UInt64] {
        node.updates.compactMap { packet in
            packet.bindingUpdate?.options.compactMap {
                if case .replayProtection(let timestamp) = $0 { timestamp } else { nil }
            }.first
        }
    }

    @Test func eachIsLaterThanTheOneBefore() {
        var node = makeNode()
        node.attach([.foreign()])
        node.attach([.foreign(3)])
        node.attach([.foreign(4)])
        let timestamps = timestamps(node)
        #expect(timestamps.count == 3 && timestamps.first == Self.calendar.rawValue)
        #expect(zip(timestamps, timestamps.dropFirst()).allSatisfy { $0 < $1 })
        #expect(node.updates.allSatisfy { $0.isSignedUpdate })
    }

    @Test func withoutAReplayWindowThereIsNone() {
        var node = makeNode(isWanted: false)
        node.attach([.foreign()])
        #expect(timestamps(node).isEmpty)
    }

    @Test func theHomeAgentsClockIsFollowed() {
        var node = makeNode()
        node.attach([.foreign()])
        let ahead = (Self.calendar.rawValue >> 32 + 5000) << 32
        node.answer {
            $0.status = .identificationMismatch
            $0.options = [.replayProtection(timestamp: ahead)]
        }
        #expect(timestamps(node).map { $0 >> 32 } == [0xe800_0000, 0xe800_0000 + 5000])
        node.answer {
            $0.status = .identificationMismatch
            $0.options = [.replayProtection(timestamp: ahead)]
        }
        #expect(node.updates.count == 2, "a second time it waits for its turn")
        node.answer()
        #expect(node.state == .registered)
    }

    @Test func aHomeAgentThatIsBehindIsFollowedToo() {
        var node = makeNode()
        node.attach([.foreign()])
        node.answer {
            $0.status = .identificationMismatch
            $0.options = [.replayProtection(timestamp: (Self.calendar.rawValue >> 32 - 5000) << 32)]
        }
        #expect(timestamps(node).last.map { $0 >> 32 } == 0xe800_0000 - 5000)
    }

    @Test func whoAsksForATimestampGetsIt() {
        var node = makeNode(isWanted: false)
        node.attach([.foreign()])
        node.answer { $0.status = .messageIdentificationRequired }
        #expect(node.updates.count == 2 && timestamps(node).count == 1)
        node.answer()
        #expect(node.state == .registered)
    }
}
