/// The interfaces there are, and which of them the configuration makes home links.
struct LinkTable: Sendable {
    private var links: [InterfaceIndex: Link] = [:]
    private var indices: [String: InterfaceIndex] = [:]

    /// Every interface, in the order of their numbers.
    var all: [Link] { links.values.sorted { $0.index.rawValue < $1.index.rawValue } }

    subscript(index: InterfaceIndex) -> Link? { links[index] }
    subscript(name: String) -> Link? { indices[name].flatMap { links[$0] } }

    mutating func update(_ link: Link) {
        remove(link.index)
        links[link.index] = link
        indices[link.name] = link.index
    }

    mutating func remove(_ index: InterfaceIndex) {
        guard let former = links.removeValue(forKey: index), indices[former.name] == index else { return }
        indices[former.name] = nil
    }

    /// Whether `address` is one of this node's own.
    func isLocal(_ address: IPv6Address) -> Bool {
        links.values.contains { link in link.addresses.contains { $0.address == address } }
    }

    /// Whether `address` is the subnet-router anycast address of a link (RFC 4291 section 2.6.1), which every router of
    /// the link has.
    func isAnycast(_ address: IPv6Address) -> Bool {
        links.values.contains { link in
            link.addresses.contains {
                $0.prefixLength < 127 && IPv6Prefix($0.address, length: $0.prefixLength)?.address == address
            }
        }
    }
}
