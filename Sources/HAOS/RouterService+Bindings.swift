import Core
import Linux
import Management

/// Bindings are shown and cleared a page at a time: however many there are, packets wait no longer than a page takes.
extension RouterService {
    /// Bindings that are looked at for a page.
    private static let pageLength = 64

    func bindings(matching selector: BindingSelector) -> AnyIterator<[BindingRecord]> {
        let homeRegistrations = pages(of: selector)
        let others = correspondentPages(of: selector, length: Self.pageLength)
        return AnyIterator { [plane, driver] in
            let now = MonotonicClock.now()
            let records = homeRegistrations.next()?.map { binding in
                var record = plane.record(of: binding, at: now)
                record.groups = UInt64(driver.numberOfGroups(of: binding.homeAddress))
                return record
            }
            return records ?? others.next()?.map { BindingRecord($0, at: now) }
        }
    }

    func clearBindings(matching selector: BindingSelector) -> AnyIterator<Void> {
        let homeRegistrations = pages(of: selector)
        let others = correspondentPages(of: selector, length: Self.pageLength)
        return AnyIterator { [driver] in
            let homeAddresses =
                homeRegistrations.next()?.map(\.homeAddress) ?? others.next()?.map(\.key.homeAddress)
            return homeAddresses?.forEach { homeAddress in
                var one = selector
                one.homeAddress = IPv6Prefix(homeAddress)
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
