/// An interface of a mobile node, and the link that it is on.
struct AccessLink: Sendable {
    /// Routers that are kept of a link at most.
    static let maximumRouters = 16

    /// As the kernel has it.
    private(set) var link: Link
    var priority: UInt8
    /// The routers of the link, that in use first.
    var routers: [AccessRouter] = []
    /// Routers that may be of another link, heard while it is doubted that the one in use is still there.
    var candidates: [AccessRouter] = []
    /// While the router in use is asked whether it is there.
    var doubt: RouterDoubt?
    /// When it was asked last.
    var lastProbe: Instant?
    /// The routers of the link that the interface was on, while it is not known on which it is.
    var former: [AccessRouter] = []
    var solicitations = RouterSolicitations()
    var addresses = CarriedAddresses()
    var departure = Departure()
    /// When the link changed last, as far as it was noticed.
    var changed: Instant
    /// The steps of the move to the link.
    var movement: MovementTimes
    /// What the mobile node is told of; `nil` while no router is known.
    var attachment: Attachment?
    /// The care-of address that was used last, which is preferred.
    var lastCareOfAddress: IPv6Address?
    /// The addresses that the forwarding plane copies advertisements of.
    var watched: Set<IPv6Address> = []

    /// An interface that nothing is known of yet.
    init(_ link: Link, priority: UInt8, at now: Instant) {
        self.link = link
        self.priority = priority
        changed = now
        movement = MovementTimes(linkChanged: now, routerHeard: now)
    }

    /// The interface is followed from now on: nothing tells which link it is on.
    mutating func begin(_ context: inout Context) {
        if link.isRunning { carrierCame(&context) }
    }

    /// The kernel has it otherwise.
    mutating func follow(_ latest: Link, _ context: inout Context) {
        let former = link
        link = latest
        addresses.keep(latest.addresses.map(\.address))
        let isSameCarrier = former.isRunning && latest.isRunning && former.carrierChanges == latest.carrierChanges
        if isSameCarrier { return }
        if former.isRunning { carrierWent(&context) }
        if latest.isRunning { carrierCame(&context) }
    }

    private mutating func carrierWent(_ context: inout Context) {
        context.observe(.mobileNode(.linkWent(link.index)))
        if !routers.isEmpty { former = routers }
        routers = []
        cease()
    }

    /// The kernel keeps addresses and routes, and asks nobody: on whichever link this is, routers are to tell.
    private mutating func carrierCame(_ context: inout Context) {
        changed = context.now
        addresses.arrive(with: usableAddresses)
        context.observe(.mobileNode(.linkCame(link.index)))
        solicitations.beginAnew(at: context.now)
        solicitIfDue(&context)
    }

    mutating func solicitIfDue(_ context: inout Context) {
        guard solicitations.isDue(&context) else { return }
        context.emit(.send(NeighborPackets.routerSolicitation(on: link, from: linkLocalSource)))
    }

    /// The addresses that this node may speak from.
    var usableAddresses: [IPv6Address] {
        link.addresses.filter(\.isUsable).map(\.address).filter { !addresses.duplicates.contains($0) }
    }

    /// The link-local one of them; `nil` if there is none.
    var linkLocalSource: IPv6Address? { usableAddresses.first(where: \.isLinkLocal) }

    mutating func endDoubt() {
        doubt = nil
        candidates = []
    }

    private mutating func cease() {
        endDoubt()
        solicitations.end()
        addresses.end()
    }

    /// Nobody is asked anything any more.
    mutating func end(_ context: inout Context) {
        cease()
        followWatches(&context)
        context.timers.cancel(.movement(link.index))
    }

    /// Has the forwarding plane copy advertisements of the addresses that matter now.
    mutating func followWatches(_ context: inout Context) {
        var wanted = addresses.probed
        if doubt != nil, let router = routers.first { wanted.insert(router.address) }
        for address in watched.subtracting(wanted).sorted() {
            context.emit(.endAddressWatch(NeighborTarget(interface: link.index, address: address)))
        }
        for address in wanted.subtracting(watched).sorted() {
            context.emit(.beginAddressWatch(NeighborTarget(interface: link.index, address: address)))
        }
        watched = wanted
    }

    /// The forwarding plane does not copy them: it is asked again whenever something is due.
    mutating func watchRefused(_ address: IPv6Address, _ context: inout Context) {
        guard watched.remove(address) != nil else { return }
        context.emit(.endAddressWatch(NeighborTarget(interface: link.index, address: address)))
    }
}

extension AccessLink {
    /// Those on which the node can be reached, at home or by a care-of address, before others, of these by priority, and of
    /// equal ones by the kernel's number.
    func order(homeAddresses: Set<IPv6Address>) -> (Int, UInt8, UInt32) {
        (attachment?.isUsable(for: homeAddresses) == true ? 0 : 1, priority, link.index.rawValue)
    }
}
