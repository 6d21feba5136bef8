import CNetlinkRoute
import Core
import Testing

@testable import Linux

@Suite struct LinkTableTests {
    private func record(_ index: UInt32, _ name: String, type: String = "", master: UInt32? = nil) -> LinkRecord {
        LinkRecord(
            index: InterfaceIndex(rawValue: index), name: name, type: type, hardwareType: UInt32(ARPHRD_ETHER),
            flags: IFF_UP.rawValue | IFF_RUNNING.rawValue, maximumTransmissionUnit: 1500,
            linkLayerAddress: nil, master: master.map { InterfaceIndex(rawValue: $0) })
    }

    @Test func aVRFIsNoMaster() {
        var table = LinkTable()
        table.apply(.link(record(5, "eth5", master: 9)))
        _ = table.takeChanges()
        #expect(table.descriptions[InterfaceIndex(rawValue: 5)]?.isAttachable == false)
        // What the master is becomes known later than what it is the master of.
        table.apply(.link(record(9, "blue", type: "vrf")))
        let changed = table.takeChanges().compactMap { change -> String? in
            if case .changed(let description) = change { description.link.name } else { nil }
        }
        #expect(changed == ["eth5", "blue"])
        #expect(table.descriptions[InterfaceIndex(rawValue: 5)]?.isAttachable == true)
    }

    @Test func onlyChangesAreTold() {
        var table = LinkTable()
        table.apply(.link(record(1, "eth1")))
        table.apply(.link(record(2, "eth2")))
        #expect(table.takeChanges().count == 2)
        table.apply(.link(record(2, "eth2")))
        #expect(table.takeChanges().isEmpty)
        table.apply(.linkRemoved(InterfaceIndex(rawValue: 1)))
        table.apply(.link(record(2, "eth3")))
        let changes = table.takeChanges()
        #expect(changes.first == .removed(InterfaceIndex(rawValue: 1)))
        #expect(changes.count == 2)
    }

    /// A carrier that went and came between two messages.
    @Test func aFlapIsAChange() {
        var table = LinkTable()
        var flapped = record(1, "eth1")
        table.apply(.link(flapped))
        _ = table.takeChanges()
        flapped.carrierChanges += 2
        table.apply(.link(flapped))
        #expect(table.takeChanges().count == 1)
        #expect(table.descriptions[InterfaceIndex(rawValue: 1)]?.link.carrierChanges == 2)
    }

    @Test func addressesGoWithTheirInterface() throws {
        var table = LinkTable()
        let address = AddressRecord(
            interface: InterfaceIndex(rawValue: 1), address: try .of("2001:db8::1/64"), flags: 0, origin: 0)
        table.apply(.link(record(1, "eth1")))
        table.apply(.address(address))
        _ = table.takeChanges()
        #expect(table.descriptions[InterfaceIndex(rawValue: 1)]?.link.addresses.count == 1)
        table.apply(.linkRemoved(InterfaceIndex(rawValue: 1)))
        table.apply(.link(record(1, "eth1")))
        _ = table.takeChanges()
        #expect(table.descriptions[InterfaceIndex(rawValue: 1)]?.link.addresses.isEmpty == true)
    }
}
