import Linux
import Management

extension RouterService {
    func securityAssociations() throws(Refusal) -> [SecurityAssociationStatus] {
        let homes = driver.mobileNodeStatus.homeAddresses.map(\.homeAddress.address)
        return try SecurityAssociationStatus.all(ownHomeAddresses: Set(homes))
    }

    var keyExchange: KeyExchangeStatus? { surroundings.keyExchange }
}
