extension Configuration {
    /// A router that hosts give up before it tells of itself again (RFC 4861 section 6.2.1).
    var shortRouterLifetime: Contradiction? {
        for (name, interface) in interfaces.sorted(by: { $0.key < $1.key }) {
            guard let lifetime = interface.advertisement.routerLifetime, lifetime > 0,
                let interval = interface.advertisement.interval?.maximum, UInt32(lifetime) * 1000 < interval
            else { continue }
            return Contradiction(
                path: ModePath.global.opening(.interface, key: name.text),
                reason: """
                    On interface \(name) the router lifetime of \(lifetime) s is shorter than the interval of \
                    \(text(interval)) between router advertisements; it is 0 or at least the interval.
                    """)
        }
        return nil
    }

    private func text(_ milliseconds: UInt32) -> String {
        milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
