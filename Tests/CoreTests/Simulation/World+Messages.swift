import Core
import Testing

extension World {
    /// What became of a packet that reached the engine.
    enum Outcome: Hashable {
        case dropped(DropReason)
        case acknowledged(BindingStatus)
        case bindingError(BindingErrorStatus)
        case parameterProblem(pointer: UInt32)
    }

    var acknowledgements: [SentPacket] { sent.filter { $0.acknowledgement != nil } }
    var statuses: [BindingStatus] { sent.compactMap { $0.acknowledgement?.status } }
    var neighborSolicitations: [SentPacket] { sent.filter { $0.neighborSolicitation != nil } }
    var neighborAdvertisements: [SentPacket] { sent.filter { $0.neighborAdvertisement != nil } }
    var routerAdvertisements: [SentPacket] { sent.filter { $0.routerAdvertisement != nil } }
    var bindingErrors: [SentPacket] { sent.filter { $0.bindingError != nil } }
    var parameterProblems: [SentPacket] { sent.filter { $0.parameterProblem != nil } }

    var drops: [DropReason] {
        observations.compactMap { if case .dropped(let reason, _, _) = $0 { reason } else { nil } }
    }

    /// What the engine made of everything since `forget`.
    var outcomes: [Outcome] {
        drops.map(Outcome.dropped) + statuses.map(Outcome.acknowledged)
            + bindingErrors.compactMap { $0.bindingError.map { .bindingError($0.status) } }
            + parameterProblems.compactMap { $0.parameterProblem.map { .parameterProblem(pointer: $0.pointer) } }
    }

    /// A Binding Update arrives.
    @discardableResult
    mutating func receive(_ update: BindingUpdateDraft) -> [Effect] {
        handle(.packet(update.received))
    }

    /// A packet arrives.
    @discardableResult
    mutating func receive(_ octets: [UInt8], on interface: InterfaceIndex = Place.wideAreaInterface) -> [Effect] {
        handle(.packet(ReceivedPacket(interface: interface, linkLayerSource: nil, octets: octets)))
    }

    /// A Binding Update arrives; the one thing that comes of it at once, if it is one.
    mutating func outcome(of update: BindingUpdateDraft) -> Outcome? {
        forget()
        receive(update)
        return outcomes.count == 1 ? outcomes.first : nil
    }

    /// Registers a node, duplicate address detection and all.
    mutating func register(_ node: inout MobileNode, lifetime: UInt16 = 900) {
        receive(node.update(lifetime: lifetime))
        advance(by: .seconds(1))
        #expect(engine.binding(of: node.homeAddress)?.careOfAddress == node.careOfAddress, "the node is not registered")
        forget()
    }

    /// Somebody on the home link says that an address is its own.
    @discardableResult
    mutating func receiveAdvertisement(
        of target: IPv6Address, on interface: InterfaceIndex = Place.homeInterface
    ) -> [Effect] {
        receive(Neighbor.advertisement(of: target), on: interface)
    }

    /// Somebody on the home link asks whether an address is taken.
    @discardableResult
    mutating func receiveProbe(of target: IPv6Address, on interface: InterfaceIndex = Place.homeInterface) -> [Effect] {
        receive(Neighbor.probe(of: target), on: interface)
    }
}
