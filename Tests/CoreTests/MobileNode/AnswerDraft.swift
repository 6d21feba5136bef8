@testable import Core

/// A Binding Acknowledgement of the home agent, or of somebody who pretends to be it; its authenticator is made without
/// the code under test.
struct AnswerDraft {
    var status = BindingStatus.accepted
    var sequenceNumber: UInt16
    /// Units of 4 seconds.
    var lifetime: UInt16
    var source: IPv6Address
    var destination: IPv6Address
    /// In the type 2 routing header; `nil` leaves it out.
    var routingHeader: IPv6Address?
    var options: [MobilityOption] = []
    var securityParameterIndex: UInt32 = 0x1000
    /// `nil` leaves the authentication option out.
    var key: [UInt8]? = MobileNode.key
    var isForged = false
    /// What the authenticator is about.
    private let careOfAddress: IPv6Address
    private let homeAddress: IPv6Address

    /// The right answer to a Binding Update.
    init?(_ update: SentPacket?, _ change: (inout AnswerDraft) -> Void = { _ in }) {
        guard let update, let message = update.bindingUpdate else { return nil }
        sequenceNumber = message.sequenceNumber
        lifetime = message.lifetime
        source = update.destination
        destination = update.source
        routingHeader = update.homeAddressOption
        careOfAddress = update.alternateCareOfAddress ?? update.source
        homeAddress = update.homeAddressOption ?? update.source
        change(&self)
    }

    /// The packet.
    var octets: [UInt8] {
        var message = BindingAcknowledgement(
            status: status, sequenceNumber: sequenceNumber, lifetime: lifetime, options: options)
        if key != nil {
            message.options.append(
                .authentication(
                    AuthenticationOption(
                        subtype: .mobileNodeHomeAgent, securityParameterIndex: securityParameterIndex,
                        authenticator: [UInt8](repeating: 0, count: 12))))
        }
        var header = MobilityMessage.bindingAcknowledgement(message).encoded()
        if let key {
            let code = HandMadeHash.hmacSHA1(
                key: key, message: careOfAddress.octets + homeAddress.octets + header.dropLast(12))
            header.replaceSubrange((header.count - 12)..., with: code.prefix(12))
            if isForged { header[header.count - 1] ^= 1 }
        }
        var builder = IPv6PacketBuilder(source: source, destination: destination)
        builder.routingHeaderHomeAddress = routingHeader
        return builder.packet(mobilityHeader: header)
    }
}

extension RoamingNode {
    /// The home agent answers the last Binding Update.
    mutating func answer(_ change: (inout AnswerDraft) -> Void = { _ in }) {
        guard let answer = AnswerDraft(updates.last, change) else { return }
        receive(answer.octets)
    }

    /// The home agent answers the last Binding Update; why that is dropped, if it is.
    mutating func dropOfAnswer(_ change: (inout AnswerDraft) -> Void = { _ in }) -> DropReason? {
        AnswerDraft(updates.last, change).flatMap { drop(of: $0.octets) }
    }

    /// A node that is registered from a link.
    static func registered(
        _ attachments: [Attachment] = [.foreign()], _ change: (inout MobileNodeConfiguration) -> Void = { _ in }
    ) -> RoamingNode {
        var node = RoamingNode(change)
        node.attach(attachments)
        node.answer()
        node.forget()
        return node
    }
}
