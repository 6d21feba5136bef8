import Core
import Linux
import Management

extension RouterService {
    var mobileNodeStatus: MobileNodeStatus { driver.mobileNodeStatus }

    var bindingUpdateList: [BindingUpdateListEntry] { driver.bindingUpdateList }

    func interfaceName(_ index: InterfaceIndex) -> String? {
        surroundings.links.first { $0.link.index == index }?.link.name
    }

    func restartMobileNode(homeAddress: IPv6Address?) {
        driver.handle(.mobileNode(.restart(homeAddress: homeAddress)), at: MonotonicClock.now())
    }

    func forgetHomeAgents() {
        driver.handle(.mobileNode(.forgetHomeAgents), at: MonotonicClock.now())
    }
}
