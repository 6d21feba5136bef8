import Management

extension FixtureRouter {
    /// Those of its records that are no home registrations.
    public var numberOfCorrespondentBindings: UInt64 { UInt64(records.count { $0.type == .correspondent }) }
}
