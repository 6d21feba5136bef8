import Core
import Linux
import Management

/// Bindings are shown and cleared a page at a time: however many there are, packets wait no longer than a page takes.
extension RouterService {
    /// Bindings that are looked at for a page.
    private static let pageLength = 64

    func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]> {
        let pages = pages(of: selector)
        return AnyIterator { [plane, driver] in
            let now = MonotonicClock.now()
            return pages.next()?.map { binding in
                var record = plane.record(of: binding, at: now)
                record.groups = UInt64(driver.numberOfGroups(of: binding.homeAddress))
                return record
            }
        }
    }

    func clearBindings(matching selector: BindingSelector) -> AnyIterator<Void> {
        let pages = pages(of: selector)
        return AnyIterator { [driver] in
            pages.next()?.forEach { binding in
                let one = BindingSelector(homeAddress: IPv6Prefix(binding.homeAddress))
                driver.handle(.clearBindings(one), at: MonotonicClock.now())
            }
        }
    }

    private func pages(of selector: BindingSelector) -> AnyIterator<[Binding]> {
        var next: IPv6Address? = .unspecified
        return AnyIterator { [driver] in
            guard let first = next else { return nil }
            let page = driver.bindings(matching: selector, from: first, examining: Self.pageLength)
            next = page.next
            return page.bindings
        }
    }
}

extension ForwardingPlane {
    func record(of binding: Binding, at now: Instant) -> BindingRecord {
        var record = BindingRecord(binding, at: now)
        if let counters = bindingCounters(homeAddress: binding.homeAddress) {
            record.packetsTunnelled = counters.packetsTunnelled
            record.octetsTunnelled = counters.octetsTunnelled
            record.packetsReverseTunnelled = counters.packetsReverseTunnelled
            record.octetsReverseTunnelled = counters.octetsReverseTunnelled
        }
        return record
    }
}
