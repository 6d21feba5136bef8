import Core
import Testing

/// How options are laid out, checked against the octets alone.
@Suite struct MobilityEncodingTests {
    /// An option as it stands in a header.
    private struct Placed {
        let type: UInt8
        let range: Range<Int>
    }

    /// Walks along a header's options, from `start`, independently of the codec.
    private func placed(_ header: [UInt8], from start: Int) -> [Placed] {
        var found: [Placed] = []
        var index = start
        while index < header.count {
            let end = header[index] == 0 ? index + 1 : index + 2 + Int(header[index + 1])
            found.append(Placed(type: header[index], range: index..<end))
            index = end
        }
        return found
    }

    /// The table of RFC 6275 section 6.2 and RFC 4285 sections 5 and 6: a place of multiple n + remainder.
    private static let alignments: [UInt8: (multiple: Int, remainder: Int)] = [
        2: (2, 0), 3: (8, 6), 4: (2, 0), 5: (8, 2), 9: (4, 1), 10: (8, 2),
    ]

    @Test func alignsOptionsWithTheLeastPadding() {
        var arbitrary = Arbitrary(seed: 40)
        for _ in 0..<1000 {
            var options = arbitrary.mobilityOptions().filter { !$0.endsMessage }
            let authenticator = arbitrary.octets(12...12)
            let ending: [MobilityOption] = [
                .bindingAuthorizationData(authenticator),
                .authentication(
                    AuthenticationOption(
                        subtype: .mobileNodeHomeAgent, securityParameterIndex: 256, authenticator: authenticator)),
            ]
            options += arbitrary.many(upTo: 2) { $0.pick(ending, else: ending[0]) }
            let update = BindingUpdate(sequenceNumber: 1, flags: [], lifetime: 2, options: options)
            let header = MobilityMessage.bindingUpdate(update).encoded()
            #expect(header.count == 8 + 8 * Int(header[1]))
            let all = placed(header, from: 12)
            #expect(all.filter { $0.type > 1 }.count == options.count)
            checkPadding(all)
            if options.last?.endsMessage == true {
                #expect(all.last?.type ?? 0 > 1, "padding follows the option that ends the message")
            }
        }
    }

    /// Every option is in its place, and padding is one option, no longer than needed.
    private func checkPadding(_ all: [Placed]) {
        for (index, option) in all.enumerated() {
            let next = index + 1 < all.count ? all[index + 1] : nil
            if option.type > 1 {
                guard let (multiple, remainder) = Self.alignments[option.type] else { continue }
                #expect(option.range.lowerBound % multiple == remainder)
            } else {
                let isEnding = next.map { $0.type == 5 || $0.type == 9 } == true && index + 2 == all.count
                let multiple = isEnding ? 8 : next.map { Self.alignments[$0.type]?.multiple ?? 1 } ?? 8
                #expect(option.range.count < multiple)
                #expect(next.map { $0.type > 1 } ?? true, "padding follows padding")
            }
        }
    }

    @Test func endsTheMessageWithAnAuthenticatorOfAnyLength() {
        for length in 0...40 {
            let option = MobilityOption.authentication(
                AuthenticationOption(
                    subtype: .mobileNodeHomeAgent, securityParameterIndex: 1,
                    authenticator: [UInt8](repeating: 0xaa, count: length)))
            let header = MobilityMessage.bindingRefreshRequest(BindingRefreshRequest(options: [option])).encoded()
            #expect(header.count % 8 == 0)
            #expect(header.suffix(length) == [UInt8](repeating: 0xaa, count: length)[...])
            #expect(placed(header, from: 8).last?.type == 9)
        }
    }

    @Test func leavesOutWhatDoesNotFit() throws {
        let long = MobilityOption.unknown(type: 200, data: [UInt8](repeating: 1, count: 300))
        let short = MobilityOption.unknown(type: 201, data: [2])
        var update = BindingUpdate(sequenceNumber: 1, flags: [], lifetime: 2, options: [long])
        #expect(placed(MobilityMessage.bindingUpdate(update).encoded(), from: 12).first?.range.count == 257)
        update.options = [MobilityOption](repeating: long, count: 9) + [short]
        let header = MobilityMessage.bindingUpdate(update).encoded()
        #expect(header.count <= MobilityHeader.maximumLength)
        #expect(header.count == 8 + 8 * Int(header[1]))
        let types = placed(header, from: 12).map(\.type).filter { $0 > 1 }
        #expect(types == [UInt8](repeating: 200, count: 7) + [201])
    }

    @Test func makesNoOptionOfPadding() {
        let options: [MobilityOption] = [.unknown(type: 0, data: [1]), .unknown(type: 1, data: [2])]
        let header = MobilityMessage.bindingRefreshRequest(BindingRefreshRequest(options: options)).encoded()
        #expect(header == octets(hex: "3b 00 00 00 0000 0000"))
    }

    @Test func fillsUpAndCutsAMessageOfAnUnknownType() {
        let type = MobilityMessageType(rawValue: 99)
        #expect(MobilityMessage.unknown(type: type, data: []).encoded() == octets(hex: "3b 00 63 00 0000 0000"))
        #expect(
            MobilityMessage.unknown(type: type, data: [1, 2, 3]).encoded()
                == octets(hex: "3b 01 63 00 0000 0102 0300000000000000"))
        let longest = MobilityMessage.unknown(type: type, data: [UInt8](repeating: 1, count: 5000)).encoded()
        #expect(longest.count == MobilityHeader.maximumLength)
        #expect(longest[1] == 255)
    }

    @Test func sendsNoReservedFlags() {
        let update = BindingUpdate(sequenceNumber: 0, flags: BindingUpdateFlags(rawValue: 0xffff), lifetime: 0)
        #expect(hex(MobilityMessage.bindingUpdate(update).encoded()[8..<10]) == "fff0")
        let acknowledgement = BindingAcknowledgement(
            status: .accepted, flags: BindingAcknowledgementFlags(rawValue: 0xff), sequenceNumber: 0, lifetime: 0)
        #expect(MobilityMessage.bindingAcknowledgement(acknowledgement).encoded()[7] == 0xfe)
    }
}
