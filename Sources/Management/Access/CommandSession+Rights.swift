extension CommandSession {
    /// - Throws: `notAuthorised`, if the session may configure but not this: what would give it rights that it does not
    ///   have.
    func requireRight(toChange former: Configuration, to configuration: Configuration) throws(CommandFailure) {
        guard privilege == .privileged || configuration.access == former.access else {
            throw CommandFailure(
                .notAuthorised,
                reason: """
                    `username`, `enable secret` and `privilege` are configured with privilege level 15; \
                    this session has \(privilege.level).
                    """)
        }
        let path = configuration.archive.path
        guard identity.isRoot || path == former.archive.path || path?.isPath != true else {
            throw CommandFailure(
                .notAuthorised,
                reason: "Paths of the machine are for its root alone; use a plain name, which the router keeps.")
        }
    }
}
