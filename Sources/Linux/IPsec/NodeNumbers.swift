import Core

/// A number for each mobile node that speaks ESP: what comes by its associations is marked with it.
struct NodeNumbers {
    private var numbers: [IPv6Address: UInt32] = [:]
    private var homeAddresses: [UInt32: IPv6Address] = [:]
    private var next: UInt32 = 1

    /// Takes a number for a mobile node that had it before; one that is somebody else's stays that one's.
    mutating func remember(_ number: UInt32, of homeAddress: IPv6Address) {
        guard (1..<IPsecMark.inboundLimit).contains(number), homeAddresses[number] == nil, numbers[homeAddress] == nil
        else { return }
        numbers[homeAddress] = number
        homeAddresses[number] = homeAddress
    }

    /// Gives a number to each of `nodes` that has none, and frees those of others.
    ///
    /// - Returns: Whether all have one.
    mutating func keep(_ nodes: Set<IPv6Address>) -> Bool {
        for (homeAddress, number) in numbers where !nodes.contains(homeAddress) {
            numbers[homeAddress] = nil
            homeAddresses[number] = nil
        }
        for homeAddress in nodes.sorted() where numbers[homeAddress] == nil {
            guard let number = free() else { return false }
            numbers[homeAddress] = number
            homeAddresses[number] = homeAddress
        }
        return true
    }

    /// A node's own.
    func number(of homeAddress: IPv6Address) -> UInt32? { numbers[homeAddress] }

    /// What comes by a node's associations is marked with.
    func mark(of homeAddress: IPv6Address) -> UInt32? {
        numbers[homeAddress].map { IPsecMark.firstInbound + $0 }
    }

    /// Whose associations mark packets so.
    func homeAddress(ofMark mark: UInt32) -> IPv6Address? {
        mark < IPsecMark.firstInbound ? nil : homeAddresses[mark - IPsecMark.firstInbound]
    }

    /// A number that nobody has; one that was somebody's comes again as late as can be.
    private mutating func free() -> UInt32? {
        for _ in 1..<IPsecMark.inboundLimit {
            defer { next = next + 1 < IPsecMark.inboundLimit ? next + 1 : 1 }
            if homeAddresses[next] == nil { return next }
        }
        return nil
    }
}
