import Core

extension BindingUpdateFlags {
    /// The letters that the RFCs give the flags that are set, in the order on the wire.
    var letters: String {
        let letters: [(BindingUpdateFlags, String)] = [
            (.acknowledge, "A"), (.homeRegistration, "H"), (.linkLocalAddressCompatibility, "L"),
            (.keyManagementMobilityCapability, "K"), (.mobilityAnchorPoint, "M"), (.mobileRouter, "R"),
            (.proxyRegistration, "P"), (.forceUDPEncapsulation, "F"), (.typeLengthValueHeader, "T"),
            (.bulkBindingUpdate, "B"), (.multicastSubscription, "S"), (.distributedMobilityManagement, "D"),
        ]
        return letters.filter { contains($0.0) }.map(\.1).joined()
    }
}
