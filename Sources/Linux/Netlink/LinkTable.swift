import CNetlinkRoute
import Core

/// The interfaces and their addresses, put together from the kernel's messages.
struct LinkTable {
    private var links: [InterfaceIndex: LinkRecord] = [:]
    private var addresses: [InterfaceIndex: [IPv6Address: AddressRecord]] = [:]
    /// As `takeChanges` told them last.
    private(set) var descriptions: [InterfaceIndex: LinkDescription] = [:]

    /// Takes in one message.
    mutating func apply(_ message: NetlinkMessage) {
        switch message {
        case .link(let record):
            links[record.index] = record
        case .linkRemoved(let index):
            links[index] = nil
            addresses[index] = nil
        case .address(let record):
            addresses[record.interface, default: [:]][record.address.address] = record
        case .addressRemoved(let record):
            addresses[record.interface]?[record.address.address] = nil
        case .route, .filter:
            break
        }
    }

    /// Forgets everything, and takes in the messages of whole dumps instead.
    mutating func replace(with dump: [NetlinkMessage]) {
        links.removeAll()
        addresses.removeAll()
        for message in dump {
            apply(message)
        }
    }

    /// What is different from the last time, in the order of the interfaces' numbers; removals first.
    mutating func takeChanges() -> [LinkChange] {
        let former = descriptions
        descriptions = links.mapValues(describe)
        let removed = former.keys.filter { links[$0] == nil }.sorted { $0.rawValue < $1.rawValue }
        let changed = descriptions.values.filter { former[$0.link.index] != $0 }
            .sorted { $0.link.index.rawValue < $1.link.index.rawValue }
        return removed.map { .removed($0) } + changed.map { .changed($0) }
    }

    private func describe(_ record: LinkRecord) -> LinkDescription {
        let records = (addresses[record.index] ?? [:]).values.sorted { $0.address.address < $1.address.address }
        var link = Link(
            index: record.index, name: record.name, linkLayerAddress: record.linkLayerAddress,
            maximumTransmissionUnit: record.maximumTransmissionUnit, isRunning: record.isRunning,
            addresses: records.map(Link.Address.init))
        link.carrierChanges = record.carrierChanges
        return LinkDescription(
            link: link, kind: record.kind, isLoopback: record.isLoopback, isUp: record.isUp, master: master(of: record),
            duplicateAddresses: records.filter(\.isDuplicate).map(\.address.address))
    }

    /// A master that is not known yet is taken for one that owns its parts' packets, until it is known to be a VRF.
    private func master(of record: LinkRecord) -> InterfaceIndex? {
        guard let master = record.master, links[master]?.type != "vrf" else { return nil }
        return master
    }
}

extension LinkRecord {
    fileprivate var kind: LinkDescription.Kind {
        switch Int32(bitPattern: hardwareType) {
        case ARPHRD_ETHER: .ethernet
        case ARPHRD_NONE, ARPHRD_RAWIP, ARPHRD_PPP: .layer3
        default: .other
        }
    }
}

extension Link.Address {
    fileprivate init(_ record: AddressRecord) {
        self.init(
            address: record.address.address, prefixLength: record.address.prefixLength, isUsable: record.isUsable)
        isAutoconfigured = record.isAutoconfigured
    }
}
