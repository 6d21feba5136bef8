/// The deliveries of all bindings, the next first.
struct PrefixDeliveries: Sendable {
    private struct Due: Comparable, Sendable {
        let moment: Instant
        let homeAddress: IPv6Address

        static func < (left: Due, right: Due) -> Bool {
            (left.moment, left.homeAddress) < (right.moment, right.homeAddress)
        }
    }

    private var deliveries: [IPv6Address: PrefixDelivery] = [:]
    private var order = SortedKeys<Due>()

    /// The delivery of a home address; `nil` if it is told nothing.
    subscript(homeAddress: IPv6Address) -> PrefixDelivery? {
        get { deliveries[homeAddress] }
        set {
            let former = deliveries[homeAddress]
            deliveries[homeAddress] = newValue
            guard former?.due != newValue?.due else { return }
            if let former { order.remove(Due(moment: former.due, homeAddress: homeAddress)) }
            if let newValue { order.insert(Due(moment: newValue.due, homeAddress: homeAddress)) }
        }
    }

    /// When the next is due.
    var nextDue: Instant? { order.first?.moment }

    /// The home address of the next that is due by now.
    func next(at now: Instant) -> IPv6Address? {
        order.first.flatMap { $0.moment <= now ? $0.homeAddress : nil }
    }
}
