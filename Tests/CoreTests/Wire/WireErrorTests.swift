import Core
import Testing

@Suite struct WireErrorTests {
    @Test func saysWhatWasWrongAndWhere() {
        #expect("\(WireError(.checksum, offset: 4))" == "the checksum does not fit, at octet 4")
        #expect(
            "\(WireError(.extensionHeaderCount, offset: 104))"
                == "there are more than 8 extension headers, at octet 104")
    }

    @Test func hasAnExplanationOfItsOwnForEachCode() {
        let codes = WireError.Code.allCases
        #expect(Set(codes.map(\.explanation)).count == codes.count)
    }

    @Test func namesStatuses() {
        #expect("\(BindingStatus.sequenceNumberOutOfWindow)" == "135 sequence number out of window")
        #expect("\(BindingStatus(rawValue: 255))" == "255")
        #expect(BindingStatus.acceptedButPrefixDiscoveryNecessary.isAccepted)
        #expect(!BindingStatus.reasonUnspecified.isAccepted)
        let meanings = (0...255 as ClosedRange<UInt8>).compactMap { BindingStatus(rawValue: $0).meaning }
        #expect(meanings.count == 60)
        #expect(Set(meanings).count == meanings.count)
    }
}
