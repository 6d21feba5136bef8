import Core

/// A mobile node as far as its home agent sees it: where it is and what it asks for.
struct MobileNode: Sendable {
    static let key: [UInt8] = Array(0...15)

    var homeAddress = Place.homeAddress
    /// Its address on the link where it is; the home address when it is at home.
    var careOfAddress = Place.careOf
    /// Of the last Binding Update.
    var sequenceNumber: UInt16 = 0
    /// How it authenticates; `nil` when it does not.
    var signature: BindingUpdateDraft.Signature? = BindingUpdateDraft.Signature()
    var flags = BindingUpdateDraft.acknowledge | BindingUpdateDraft.homeRegistration

    /// The next Binding Update, in units of 4 seconds: 900 are an hour.
    mutating func update(lifetime: UInt16 = 900) -> BindingUpdateDraft {
        sequenceNumber &+= 1
        return draft(lifetime: lifetime)
    }

    /// The next Binding Update after a movement.
    mutating func update(movedTo careOfAddress: IPv6Address, lifetime: UInt16 = 900) -> BindingUpdateDraft {
        self.careOfAddress = careOfAddress
        return update(lifetime: lifetime)
    }

    /// Gives the binding up from abroad.
    mutating func deregistration() -> BindingUpdateDraft {
        update(lifetime: 0)
    }

    /// Gives the binding up from the home link, without a Home Address option (RFC 6275 section 11.5.5).
    mutating func deregistrationAtHome() -> BindingUpdateDraft {
        sequenceNumber &+= 1
        return draft(lifetime: 0).with {
            $0.source = homeAddress
            $0.homeAddressOption = nil
            $0.interface = Place.homeInterface
            $0.linkLayerSource = Place.nodeLinkLayer
        }
    }

    /// The Binding Update with the current sequence number.
    func draft(lifetime: UInt16 = 900) -> BindingUpdateDraft {
        BindingUpdateDraft().with {
            $0.source = careOfAddress
            $0.homeAddressOption = homeAddress
            $0.sequenceNumber = sequenceNumber
            $0.flags = flags
            $0.lifetime = lifetime
            $0.signatures = signature.map { [$0] } ?? []
        }
    }
}
