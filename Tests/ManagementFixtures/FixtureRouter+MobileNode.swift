import Core
import Management

extension FixtureRouter {
    /// `home0`, `lo` and `wan0`, from 1 on.
    public func interfaceName(_ index: InterfaceIndex) -> String? {
        let names = [
            InterfaceIndex(rawValue: 1): "home0", InterfaceIndex(rawValue: 2): "lo",
            InterfaceIndex(rawValue: 3): "wan0",
        ]
        return names[index]
    }

    /// Lets what was refused begin anew: it is as if nothing had been said.
    public func restartMobileNode(homeAddress: IPv6Address?) {
        for index in mobileNodeStatus.homeAddresses.indices
        where homeAddress == nil || homeAddress == mobileNodeStatus.homeAddresses[index].homeAddress.address {
            mobileNodeStatus.homeAddresses[index].state = .registering
            mobileNodeStatus.homeAddresses[index].lastStatus = nil
        }
    }

    /// Forgets them.
    public func forgetHomeAgents() {
        mobileNodeStatus.knownHomeAgents = []
    }
}
