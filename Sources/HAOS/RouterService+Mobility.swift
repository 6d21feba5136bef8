import Core
import Linux
import Management

extension RouterService {
    var homeLinkRouters: [HomeLinkRouters] { driver.homeLinkRouters }

    var bindingNumbers: BindingNumbers {
        BindingNumbers(inUse: UInt64(driver.numberOfBindings), peak: UInt64(driver.peakOfBindings))
    }

    func clearHomeAgents(on homeLink: String?) {
        driver.handle(.clearHomeAgents(homeLink: homeLink), at: MonotonicClock.now())
    }

    func pathMTU(homeAddress: IPv6Address) -> UInt32? {
        plane.pathMTU(homeAddress: homeAddress)
    }
}
