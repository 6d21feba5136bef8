/// Commands about who did what.
enum AuditCommands {
    static let all = [showAudit]

    private static let count = Parameter<UInt32>("count", .number(1...5000), "How many")
    private static let user = Parameter("user", .name(upTo: 64), "Name of the user")

    private static let showAudit = ShowCommands.show(
        [
            .word("audit", "Who typed what, when, from where, and how it ended"),
            .anyOrder([
                [.word("last", "The last entries"), .value(count)],
                [.word("user", "Entries of one user"), .value(user)],
            ]),
        ], .privileged
    ) { router, arguments in
        let meant = router.audit.records.filter { record in
            arguments[user].map { $0 == record.user } ?? true
        }
        return AuditReport(records: meant.suffix(arguments[count].map(Int.init) ?? meant.count))
    }
}
