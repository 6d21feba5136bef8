import Core

/// How long the phases of a handover took, as it is shown: each from the end of the one before it, in milliseconds.
struct HandoverRecord: Encodable {
    /// From the change of the link to the router's first advertisement.
    var routerDiscoveryMilliseconds: Double
    /// To a care-of address that may be used.
    var addressConfigurationMilliseconds: Double
    /// To the Binding Update.
    var bindingUpdateMilliseconds: Double
    /// To the home agent's acknowledgement.
    var registrationMilliseconds: Double
    /// All of it.
    var wholeMilliseconds: Double

    init(_ times: HandoverTimes) {
        routerDiscoveryMilliseconds = times.routerDiscovery.exactMilliseconds
        addressConfigurationMilliseconds = times.addressConfiguration.exactMilliseconds
        bindingUpdateMilliseconds = times.bindingUpdate.exactMilliseconds
        registrationMilliseconds = times.registration.exactMilliseconds
        wholeMilliseconds = times.whole.exactMilliseconds
    }

    /// `84.2 ms: router 31.0, address 12.1, update 0.1, acknowledgement 41.0`.
    var text: String {
        """
        \(wholeMilliseconds) ms: router \(routerDiscoveryMilliseconds), address \(addressConfigurationMilliseconds), \
        update \(bindingUpdateMilliseconds), acknowledgement \(registrationMilliseconds)
        """
    }
}
