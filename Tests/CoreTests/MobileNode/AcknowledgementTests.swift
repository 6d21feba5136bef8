import Core
import Testing

/// Which Binding Acknowledgements are believed, and what becomes of refusals (RFC 6275 section 11.7.3, RFC 4285 section
/// 5).
@Suite struct AcknowledgementTests {
    /// A fault of an answer, and why it is dropped then.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reason: DropReason
        let make: @Sendable (inout AnswerDraft) -> Void

        init(_ name: String, _ reason: DropReason, _ make: @escaping @Sendable (inout AnswerDraft) -> Void) {
            (testDescription, self.reason, self.make) = (name, reason, make)
        }
    }

    static let faults = [
        Fault("not from the home agent", .acknowledgementUnexpected) { $0.source = Place.correspondent },
        Fault("to another address", .acknowledgementUnexpected) { $0.destination = Place.otherCareOf },
        Fault("of another home address", .acknowledgementUnexpected) { $0.routingHeader = Place.otherHomeAddress },
        Fault("without routing header", .acknowledgementUnexpected) { $0.routingHeader = nil },
        Fault("of an older update", .acknowledgementUnexpected) { $0.sequenceNumber &-= 1 },
        Fault("of no update", .acknowledgementUnexpected) { $0.sequenceNumber &+= 1 },
        Fault("without authentication", .authenticationMissing) { $0.key = nil },
        Fault("of another key", .authenticationWrong) { $0.key = [1, 2, 3] },
        Fault("forged", .authenticationWrong) { $0.isForged = true },
        Fault("forged 146", .authenticationWrong) {
            $0.status = .authenticationFailed
            $0.isForged = true
        },
        Fault("of another SPI", .unknownSecurityParameterIndex) { $0.securityParameterIndex = 0x1001 },
        Fault("135 without authentication", .authenticationMissing) {
            $0.status = .sequenceNumberOutOfWindow
            $0.sequenceNumber &+= 100
            $0.key = nil
        },
        Fault("134 without authentication", .authenticationMissing) {
            $0.status = .duplicateAddressDetectionFailed
            $0.key = nil
        },
    ]

    @Test(arguments: faults)
    func whatIsWrongIsDroppedAndChangesNothing(_ fault: Fault) {
        var node = RoamingNode()
        node.attach([.foreign()])
        #expect(node.dropOfAnswer(fault.make) == fault.reason)
        #expect(node.counters.dropped == [fault.reason: 1])
        #expect(node.state == .registering && node.place == .idle && node.updates.count == 1)
        node.answer()
        #expect(node.state == .registered)
    }

    @Test func theSameTwiceIsDropped() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer()
        #expect(node.dropOfAnswer { $0.lifetime = 1 } == .acknowledgementUnexpected)
        #expect(node.entry?.lifetime == 600)
    }

    @Test func ofTheAnswersOneInboundAndOneOutboundIndexIsRight() {
        var node = RoamingNode {
            $0.homeAddresses[0].authentication?.outboundSecurityParameterIndex = 0x2000
        }
        node.attach([.foreign()])
        #expect(node.updates.first?.isSignedUpdate == true)
        #expect(node.dropOfAnswer() == .unknownSecurityParameterIndex)
        node.answer { $0.securityParameterIndex = 0x2000 }
        #expect(node.state == .registered)
    }

    // MARK: Refusals

    @Test func theNumberIsRepairedAtOnce() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer {
            $0.status = .sequenceNumberOutOfWindow
            $0.sequenceNumber &+= 1000
        }
        let numbers = node.updates.compactMap { $0.bindingUpdate?.sequenceNumber }
        #expect(numbers.count == 2 && numbers[1] == numbers[0] &+ 1001)
        node.answer()
        #expect(node.state == .registered)
    }

    @Test func aHomeAgentThatNeverAgreesIsNotFlooded() {
        var node = RoamingNode()
        node.attach([.foreign()])
        let start = node.now
        for _ in 0..<1000 {
            node.answer {
                $0.status = .sequenceNumberOutOfWindow
                $0.sequenceNumber &+= 1
            }
            node.advance(by: .milliseconds(10))
        }
        #expect(node.now - start == .seconds(10))
        #expect(node.updates.count <= 5)
    }

    @Test func anOldNumberTellsNothing() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer {
            $0.status = .sequenceNumberOutOfWindow
            $0.sequenceNumber &-= 1
        }
        #expect(node.updates.count == 1)
    }

    @Test func aDuplicateAddressIsNeverRegisteredAgain() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer { $0.status = .duplicateAddressDetectionFailed }
        #expect(node.state == .detached && node.status?.lastStatus == .duplicateAddressDetectionFailed)
        node.advance(by: .seconds(7200))
        node.attach([.foreign(3)])
        node.advance(by: .seconds(7200))
        #expect(node.updates.count == 1)
        node.handle(.mobileNode(.restart(homeAddress: Place.homeAddress)))
        #expect(node.updates.count == 2)
        node.answer()
        #expect(node.state == .registered)
    }

    /// Its owner is on the home link.
    @Test func aDuplicateAddressIsNotUsedAtHomeEither() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer { $0.status = .duplicateAddressDetectionFailed }
        node.forget()
        node.attach([.home()])
        node.advance(by: .seconds(7200))
        #expect(node.place == .idle && node.sent.isEmpty && node.state == .detached)
    }

    /// Every status that refuses, but for those that have an answer of their own.
    static let lasting = (128...255).map { BindingStatus(rawValue: $0) }.filter {
        ![
            .duplicateAddressDetectionFailed, .sequenceNumberOutOfWindow, .identificationMismatch,
            .messageIdentificationRequired,
        ].contains($0)
    }

    @Test(arguments: lasting)
    func whoRefusesIsLeftAloneForAWhile(_ status: BindingStatus) {
        var node = RoamingNode.registered()
        node.attach([.foreign(3)])
        node.answer { $0.status = status }
        #expect(node.state == .registering && node.tunnel == nil && node.place == .idle)
        #expect(node.status?.lastStatus == status && node.entry?.state == .refused)
        node.advance(by: .milliseconds(31_999))
        #expect(node.updates.count == 1)
        node.advance(by: .milliseconds(1))
        #expect(node.updates.count == 2)
        node.answer { $0.status = status }
        node.advance(by: .seconds(63))
        #expect(node.updates.count == 2, "ever more seldom")
        node.attach([.foreign(4)])
        #expect(node.updates.count == 3, "from elsewhere it may be accepted")
        node.answer()
        #expect(node.state == .registered)
    }

    @Test(arguments: (0..<128).map { BindingStatus(rawValue: $0) })
    func everyLowStatusAccepts(_ status: BindingStatus) {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer { $0.status = status }
        #expect(node.state == .registered && node.status?.lastStatus == status)
    }

    @Test func anUnprovedFailureMaySlowItDownAndNeverSpeedItUp() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer {
            $0.status = .authenticationFailed
            $0.key = nil
        }
        #expect(node.updates.count == 1 && node.status?.lastStatus == .authenticationFailed)
        node.advance(by: .seconds(10))
        node.answer {
            $0.status = .authenticationFailed
            $0.key = nil
        }
        node.advance(by: .milliseconds(21_999))
        #expect(node.updates.count == 1)
        node.advance(by: .milliseconds(1))
        #expect(node.updates.count == 2, "once for each update")
        node.answer()
        #expect(node.state == .registered)
    }

    @Test func whatIsGrantedForNoTimeIsNotGranted() {
        var node = RoamingNode()
        node.attach([.foreign()])
        node.answer { $0.lifetime = 0 }
        #expect(node.state == .registering && node.place == .idle)
        node.advance(by: .seconds(32))
        #expect(node.updates.count == 2)
    }
}
