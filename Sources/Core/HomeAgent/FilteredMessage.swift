/// What filters look at in a message, and tell of it, beside addresses.
struct FilteredMessage {
    let traits: PacketTraits
    let interface: InterfaceIndex
    let linkLayerSource: LinkLayerAddress?
}

extension FilteredMessage {
    init(_ request: RegistrationRequest) {
        self.init(traits: request.traits, interface: request.interface, linkLayerSource: request.linkLayerSource)
    }
}
