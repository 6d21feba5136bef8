import CNetlinkRoute
import Core
import Glibc
import Testing

@testable import Linux

@Suite struct LinkMonitorTests {
    /// Receives until the interface `name` satisfies `condition`.
    private func link(
        _ what: String, of name: String, _ monitor: LinkMonitor, _ condition: (LinkDescription) -> Bool
    ) throws -> LinkDescription {
        try wait(for: what, on: monitor.descriptor) {
            _ = try monitor.receive()
            return monitor.link(named: name).flatMap { condition($0) ? $0 : nil }
        }
    }

    private func waitForEnd(of name: String, _ monitor: LinkMonitor) throws {
        try wait(for: "the end of \(name)", on: monitor.descriptor) {
            _ = try monitor.receive()
            return monitor.link(named: name) == nil ? () : nil
        }
    }

    @Test func theFirstDumpTellsOfEverything() throws {
        try withCable {
            try run("ip link set home0 address 02:00:5e:10:00:01 mtu 1400")
            try run("ip addr add 2001:db8:1::1/64 dev home0; ip addr add 2001:db8:ffff::1/128 dev lo")
            let monitor = try LinkMonitor()
            let changes = try monitor.synchronize()
            #expect(changes.count == 3)
            #expect(changes.contains(.changed(try #require(monitor.link(named: "home0")))))

            let home = try link("usable addresses", of: "home0", monitor) {
                $0.link.addresses.allSatisfy(\.isUsable)
            }
            #expect(home.kind == .ethernet)
            #expect(home.isAttachable && home.isUp && home.link.isRunning && !home.isLoopback)
            #expect(home.link.maximumTransmissionUnit == 1400)
            #expect(home.link.linkLayerAddress == LinkLayerAddress(rawValue: 0x02_00_5e_10_00_01))
            let address = Link.Address(address: try .of("2001:db8:1::1"), prefixLength: 64, isUsable: true)
            #expect(home.link.addresses.contains(address))
            #expect(home.link.addresses.count == 2)

            let loopback = try #require(monitor.link(named: "lo"))
            #expect(loopback.isLoopback && loopback.isAttachable)
            for text in ["::1", "2001:db8:ffff::1", "2001:db8:1::1"] {
                let address: IPv6Address = try .of(text)
                try wait(for: "\(text) among the local addresses", on: monitor.descriptor) {
                    _ = try monitor.receive()
                    return monitor.localAddresses.contains(address) ? () : nil
                }
            }
        }
    }

    @Test func interfacesComeGoAndChange() throws {
        try withNetworkNamespace {
            let monitor = try LinkMonitor()
            _ = try monitor.synchronize()
            try run("ip link add late0 type veth peer name late1")
            let new = try link("late0", of: "late0", monitor) { _ in true }
            #expect(!new.isUp && !new.link.isRunning)
            try run("ip link set late0 up")
            _ = try link("up without a carrier", of: "late0", monitor) { $0.isUp && !$0.link.isRunning }
            try run("ip link set late1 up")
            _ = try link("a carrier", of: "late0", monitor) { $0.link.isRunning }
            let steady = try link("late0", of: "late0", monitor) { _ in true }
            try run("ip link set late1 down; ip link set late1 up")
            _ = try link("a carrier that went and came", of: "late0", monitor) {
                $0.link.isRunning && $0.link.carrierChanges >= steady.link.carrierChanges + 2
            }
            try run("ip link set late0 mtu 1280")
            _ = try link("the MTU", of: "late0", monitor) { $0.link.maximumTransmissionUnit == 1280 }
            try run("ip link set late1 down; ip link set late0 down; ip link set late0 name later0")
            let renamed = try link("the new name", of: "later0", monitor) { _ in true }
            #expect(renamed.link.index == new.link.index)
            try run("ip link del later0")
            try waitForEnd(of: "later0", monitor)
        }
    }

    @Test func anAddressIsUsableOnlyAfterDuplicateAddressDetection() throws {
        try withCable(detectsDuplicates: true) {
            let monitor = try LinkMonitor()
            _ = try monitor.synchronize()
            let address: IPv6Address = try .of("2001:db8:1::1")
            func state(_ link: LinkDescription) -> Bool? {
                link.link.addresses.first { $0.address == address }?.isUsable
            }
            try run("ip addr add 2001:db8:1::1/64 dev home0")
            _ = try link("a tentative address", of: "home0", monitor) { state($0) == false }
            #expect(!monitor.localAddresses.contains(address))
            _ = try link("a usable address", of: "home0", monitor) { state($0) == true }
            #expect(monitor.localAddresses.contains(address))
            try run("ip addr del 2001:db8:1::1/64 dev home0")
            _ = try link("no address", of: "home0", monitor) { state($0) == nil }
            #expect(!monitor.localAddresses.contains(address))
        }
    }

    @Test func anAddressThatAnotherNodeHasIsADuplicate() throws {
        try withCable(detectsDuplicates: true) {
            let monitor = try LinkMonitor()
            _ = try monitor.synchronize()
            try run("ip addr add 2001:db8:1::1/64 dev peer0 nodad; ip addr add 2001:db8:1::1/64 dev home0")
            let home = try link("a duplicate", of: "home0", monitor) { !$0.duplicateAddresses.isEmpty }
            #expect(home.duplicateAddresses == [try .of("2001:db8:1::1")])
            #expect(home.link.addresses.filter(\.isUsable).allSatisfy { !home.duplicateAddresses.contains($0.address) })
        }
    }

    @Test func aPortOfABridgeIsNoPlaceForTheForwardingPlaneUntilItLeaves() throws {
        try withCable {
            try run("ip link add bridge0 type bridge")
            let monitor = try LinkMonitor()
            _ = try monitor.synchronize()
            let bridge = try #require(monitor.link(named: "bridge0"))
            #expect(bridge.isAttachable)
            try run("ip link set home0 master bridge0")
            let port = try link("a port", of: "home0", monitor) { $0.master != nil }
            #expect(port.master == bridge.link.index)
            #expect(!port.isAttachable)
            try run("ip link set home0 nomaster")
            let home = try link("no port", of: "home0", monitor) { $0.master == nil }
            #expect(home.isAttachable)
        }
    }

    /// A bridge announces the end of a port as the removal of a link of its own family: the interface is still there.
    @Test func theEndOfAPortIsNotTheEndOfAnInterface() throws {
        try withCable {
            try run("ip link add bridge0 type bridge; ip link set home0 master bridge0")
            let home = try interfaceIndex("home0")
            let socket = try NetlinkSocket()
            try socket.subscribe(to: [RTNLGRP_LINK], bufferSize: 1 << 20)
            try run("ip link set home0 nomaster; ip link del bridge0")
            var messages: [NetlinkMessage] = []
            try wait(for: "the end of the bridge", on: socket.descriptor) {
                messages += try socket.receive() ?? []
                return messages.contains { if case .linkRemoved = $0 { true } else { false } } ? () : nil
            }
            #expect(!messages.contains(.linkRemoved(home)))
            #expect(messages.contains { if case .link(let record) = $0 { record.index == home } else { false } })
        }
    }

    @Test func aTunnelDeviceCarriesPacketsWithoutFrames() throws {
        try withNetworkNamespace {
            try run("ip tuntap add tun0 mode tun")
            let monitor = try LinkMonitor()
            _ = try monitor.synchronize()
            let tunnel = try #require(monitor.link(named: "tun0"))
            #expect(tunnel.kind == .layer3)
            #expect(tunnel.isAttachable && tunnel.link.linkLayerAddress == nil)
        }
    }

    /// What is told after an overrun is the state of the kernel, not of the notifications that found room.
    @Test func anOverrunIsSurvived() throws {
        try withCable {
            try run("ip link add gone0 type veth peer name gone1")
            let monitor = try LinkMonitor(bufferSize: 4096)
            _ = try monitor.synchronize()
            let flood = (1...300).map { "addr add 2001:db8:2::\(String($0, radix: 16))/128 dev home0" }
            try run("ip link set gone0 mtu 1400")
            try withTemporaryDirectory { directory in
                try writeFile("\(directory)/flood", flood.joined(separator: "\n") + "\n")
                try run("ip -batch \(directory)/flood")
            }
            try run("ip link del gone0")

            _ = try monitor.receive()
            #expect(monitor.link(named: "gone0") == nil)
            // 300, and the link-local one.
            let home = try #require(monitor.link(named: "home0"))
            #expect(home.link.addresses.count == 301)
            // And it goes on.
            try run("ip link set home0 mtu 1300")
            _ = try link("the MTU", of: "home0", monitor) { $0.link.maximumTransmissionUnit == 1300 }
        }
    }
}

extension LinkMonitor {
    func link(named name: String) -> LinkDescription? {
        links.values.first { $0.link.name == name }
    }
}
