import CNetlinkRoute
import Core
import Management

extension InterfaceStatus {
    /// Reads a message of the kernel (RTM_NEWLINK), without addresses and speed; `nil` for any other.
    static func read(_ header: UnsafeMutablePointer<nlmsghdr>) -> InterfaceStatus? {
        unsafe NetlinkObject.with(header) { unsafe InterfaceStatus(link: $0) }
    }

    /// Reads libnl's object of type `struct rtnl_link`.
    private init?(link: OpaquePointer) {
        let record = unsafe LinkRecord(link)
        self.init(name: record.name, index: record.index.rawValue)
        description = unsafe rtnl_link_get_ifalias(link).map { unsafe String(cString: $0) }
        hardware = record.type.isEmpty ? Self.hardware(ofType: record.hardwareType) : record.type
        linkLayerAddress = record.linkLayerAddress?.description
        isEnabled = record.isUp
        isRunning = record.isRunning
        maximumTransmissionUnit = record.maximumTransmissionUnit
        operationalState = unsafe Self.text { unsafe rtnl_link_operstate2str(rtnl_link_get_operstate(link), $0, $1) }
        flags = unsafe Self.text { unsafe rtnl_link_flags2str(Int32(bitPattern: record.flags), $0, $1) }
            .split(separator: ",").map(String.init)
        input.packets = unsafe rtnl_link_get_stat(link, RTNL_LINK_RX_PACKETS)
        input.octets = unsafe rtnl_link_get_stat(link, RTNL_LINK_RX_BYTES)
        input.errors = unsafe rtnl_link_get_stat(link, RTNL_LINK_RX_ERRORS)
        input.drops = unsafe rtnl_link_get_stat(link, RTNL_LINK_RX_DROPPED)
        output.packets = unsafe rtnl_link_get_stat(link, RTNL_LINK_TX_PACKETS)
        output.octets = unsafe rtnl_link_get_stat(link, RTNL_LINK_TX_BYTES)
        output.errors = unsafe rtnl_link_get_stat(link, RTNL_LINK_TX_ERRORS)
        output.drops = unsafe rtnl_link_get_stat(link, RTNL_LINK_TX_DROPPED)
    }

    private static func hardware(ofType type: UInt32) -> String {
        switch Int32(bitPattern: type) {
        case ARPHRD_ETHER: "ethernet"
        case ARPHRD_LOOPBACK: "loopback"
        case ARPHRD_NONE, ARPHRD_RAWIP: "raw IP"
        case ARPHRD_PPP: "PPP"
        default: "type \(type)"
        }
    }

    /// What a function of libnl writes into a buffer.
    private static func text(_ write: (UnsafeMutablePointer<CChar>, Int) -> UnsafeMutablePointer<CChar>?) -> String {
        unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, let text = unsafe write(start, buffer.count) else { return "" }
            return unsafe String(cString: text)
        }
    }
}
