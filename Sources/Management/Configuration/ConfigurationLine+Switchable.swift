extension ConfigurationLine {
    /// The lines of something that is on by default, and can be set or turned off: the words with a value set it, the
    /// words alone give it its default, `no` before the words turns it off.
    ///
    /// - Parameter field: What is set; `nil` is off.
    static func switchable<Value: Equatable & Sendable>(
        _ identity: [Grammar], _ value: [Grammar], _ field: Field<Value?>, default standard: Value,
        say: @escaping @Sendable (Value) -> Arguments, hear: @escaping @Sendable (Arguments) throws(Refusal) -> Value
    ) -> [ConfigurationLine] {
        let setting = ConfigurationLine(
            identity, value, negation: identity + value,
            read: { target in target[keyPath: field].map { $0 == standard ? [] : [say($0)] } ?? [] },
            set: { (target, arguments) throws(Refusal) in target[keyPath: field] = try hear(arguments) },
            remove: { target, _ in
                target[keyPath: field] = standard
                return true
            })
        var off = ConfigurationLine(
            [SchemaLine.no] + identity, negation: identity,
            read: { $0[keyPath: field] == nil ? [Arguments()] : [] },
            set: { target, _ in target[keyPath: field] = nil },
            remove: { target, _ in
                target[keyPath: field] = standard
                return true
            })
        off.isDenial = true
        return [setting, off]
    }
}
