import CNetlinkRoute
import Core

/// Watches the interfaces and their IPv6 addresses in the network namespace of the thread that made it.
///
/// Call `synchronize` once, then `receive` whenever `descriptor` is readable.
public final class LinkMonitor {
    /// Datagrams of notifications taken per call of `receive`.
    private static let batchSize = 64
    /// Octets of notifications that may wait in the kernel: room for some thousand.
    private static let bufferSize: Int32 = 1 << 20
    /// More datagrams than find room in the kernel.
    private static let drainLimit = 1 << 14

    private let notifications: NetlinkSocket
    private let requests: NetlinkSocket
    private var table = LinkTable()

    /// The file descriptor to watch for reading.
    public var descriptor: Int32 { notifications.descriptor }

    /// Every interface as it was told last.
    public var links: [InterfaceIndex: LinkDescription] { table.descriptions }

    /// Every IPv6 unicast address of this node that may be used, of all interfaces, loopback and link-local ones
    /// included.
    public var localAddresses: Set<IPv6Address> {
        Set(links.values.lazy.flatMap(\.link.addresses).filter(\.isUsable).map(\.address))
    }

    /// Subscribes to changes, so that none is missed between now and the first `synchronize`.
    public convenience init() throws(NetlinkError) {
        try self.init(bufferSize: Self.bufferSize)
    }

    init(bufferSize: Int32) throws(NetlinkError) {
        notifications = try NetlinkSocket()
        requests = try NetlinkSocket()
        try notifications.subscribe(to: [RTNLGRP_LINK, RTNLGRP_IPV6_IFADDR], bufferSize: bufferSize)
    }

    /// Asks for everything anew, and returns what is different from what was told before.
    public func synchronize() throws(NetlinkError) -> [LinkChange] {
        drain()
        let links = try requests.dump(NetlinkRequest.dumpLinks)
        let addresses = try requests.dump(NetlinkRequest.dumpAddresses)
        table.replace(with: links + addresses)
        return table.takeChanges()
    }

    /// Takes notifications that have arrived, a bounded number, and returns what changed.
    ///
    /// The kernel drops notifications that find no room (ENOBUFS); then everything is asked for anew.
    public func receive() throws(NetlinkError) -> [LinkChange] {
        for _ in 0..<Self.batchSize {
            do {
                guard let messages = try notifications.receive() else { break }
                for message in messages {
                    table.apply(message)
                }
            } catch {
                return try synchronize()
            }
        }
        return table.takeChanges()
    }

    /// Lets go of what waits in the kernel.
    ///
    /// It is older than the tables asked for next, and may tell of an interface whose removal was among what was
    /// dropped; and the kernel goes on dropping until all of it was taken.
    private func drain() {
        for _ in 0..<Self.drainLimit {
            do {
                guard try notifications.receive() != nil else { return }
            } catch {
                continue
            }
        }
    }
}
