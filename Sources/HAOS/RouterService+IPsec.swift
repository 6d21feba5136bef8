import Linux
import Management

extension RouterService {
    func securityAssociations() throws(Refusal) -> [SecurityAssociationStatus] {
        try SecurityAssociationStatus.all()
    }

    var keyExchange: KeyExchangeStatus? { surroundings.keyExchange }
}
