import CNetlinkRoute
import Glibc

/// An address, a route or a rule, as a dump of the kernel lists it, octet by octet: the kernel takes it back as it is.
struct ListedObject: Hashable {
    private let octets: [UInt8]

    init(_ header: UnsafeMutablePointer<nlmsghdr>) {
        let count = unsafe Int(header.pointee.nlmsg_len)
        octets = unsafe Array(UnsafeRawBufferPointer(start: header, count: count))
    }

    /// Calls `body` with the message.
    func withHeader<Result>(_ body: (UnsafeMutablePointer<nlmsghdr>?) -> Result) -> Result {
        var copy = octets
        return unsafe copy.withUnsafeMutableBytes {
            unsafe body($0.baseAddress?.assumingMemoryBound(to: nlmsghdr.self))
        }
    }
}

extension ListedObject {
    /// The objects that a dump lists and that are meant.
    static func all(
        _ request: consuming NetlinkRequest, where isMeant: @escaping (UnsafeMutablePointer<nlmsghdr>) -> Bool
    ) throws(NetlinkError) -> [ListedObject] {
        let dump = try unsafe NetlinkDump<ListedObject>(request) { header in
            unsafe isMeant(header) ? unsafe ListedObject(header) : nil
        }
        var objects: [ListedObject] = []
        while let piece = try dump.next() { objects += piece }
        return objects
    }

    /// The addresses, routes and rules that `origin` added, in the order in which they are to be removed.
    static func all(of origin: UInt8) throws(NetlinkError) -> [ListedObject] {
        let rules = try unsafe all(.dumpRules()) {
            unsafe number(FRA_PROTOCOL, behind: fib_rule_hdr.self, in: $0) == origin
        }
        let routes = try unsafe all(.dumpRoutes(origin: origin)) {
            unsafe nlmsg_data($0).load(as: rtmsg.self).rtm_protocol == origin
        }
        let addresses = try unsafe all(.dumpAddresses()) {
            unsafe number(IFA_PROTO, behind: ifaddrmsg.self, in: $0) == origin
        }
        return rules + routes + addresses
    }

    private static func number<Header: BitwiseCopyable>(
        _ attribute: some BinaryInteger, behind: Header.Type, in header: UnsafeMutablePointer<nlmsghdr>
    ) -> UInt8? {
        let found = unsafe nlmsg_find_attr(header, Int32(MemoryLayout<Header>.size), Int32(attribute))
        return unsafe found.map { unsafe nla_get_u8($0) }
    }
}
