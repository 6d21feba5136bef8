import Core
import Glibc

extension NetlinkSocket {
    /// Removes an address from an interface, unless it, or the interface, is gone already.
    func remove(_ address: InterfaceAddress, from interface: InterfaceIndex) throws(NetlinkError) {
        do throws(NetlinkError) {
            try change(.remove(address, from: interface, name: "interface \(interface.rawValue)"))
        } catch {
            guard [EADDRNOTAVAIL, ENODEV, ENXIO].contains(error.code) else { throw error }
        }
    }
}
