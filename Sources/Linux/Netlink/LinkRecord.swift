import CNetlinkRoute
import Core

/// An interface as one message of the kernel describes it (RTM_NEWLINK).
struct LinkRecord: Hashable, Sendable {
    var index: InterfaceIndex
    var name: String
    /// The driver's name of what it is: "veth", "bridge", "vrf"; empty for hardware.
    var type: String
    /// The kind of frames, a number of ARPHRD_*.
    var hardwareType: UInt32
    /// IFF_*.
    var flags: UInt32
    var maximumTransmissionUnit: UInt32
    var linkLayerAddress: LinkLayerAddress?
    /// The interface that this one is a part of.
    var master: InterfaceIndex?
    /// How often the carrier came or went.
    var carrierChanges: UInt32 = 0

    var isUp: Bool { has(IFF_UP) }
    /// Up, with a carrier and past authentication (RFC 2863 "up", or unknown).
    var isRunning: Bool { isUp && has(IFF_RUNNING) }
    var isLoopback: Bool { has(IFF_LOOPBACK) }

    private func has(_ flag: net_device_flags) -> Bool {
        flags & flag.rawValue != 0
    }
}

extension LinkRecord {
    /// Reads libnl's object of type `struct rtnl_link`.
    init(_ link: OpaquePointer) {
        index = InterfaceIndex(rawValue: unsafe UInt32(bitPattern: rtnl_link_get_ifindex(link)))
        name = unsafe rtnl_link_get_name(link).map { unsafe String(cString: $0) } ?? ""
        type = unsafe rtnl_link_get_type(link).map { unsafe String(cString: $0) } ?? ""
        hardwareType = unsafe rtnl_link_get_arptype(link)
        flags = unsafe rtnl_link_get_flags(link)
        maximumTransmissionUnit = unsafe rtnl_link_get_mtu(link)
        linkLayerAddress = unsafe rtnl_link_get_addr(link).flatMap { unsafe LinkLayerAddress(abstract: $0) }
        let master = unsafe rtnl_link_get_master(link)
        self.master = master > 0 ? InterfaceIndex(rawValue: UInt32(master)) : nil
        _ = unsafe rtnl_link_get_carrier_changes(link, &carrierChanges)
    }
}
