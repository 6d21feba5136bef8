import Management

extension RouterService {
    /// None yet: no association is put into the kernel.
    func securityAssociations() throws(Refusal) -> [SecurityAssociationStatus] { [] }
}
