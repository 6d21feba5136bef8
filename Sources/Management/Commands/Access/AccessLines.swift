import Core

/// Who may do what, and by which passwords.
enum AccessLines {
    static let all = [
        SchemaLine(enableSecret, in: .access), SchemaLine(user, in: .access), SchemaLine(commandLevel, in: .access),
    ]

    /// A privilege level.
    static let level = Parameter<UInt8>("level", .privilegeLevel, "Privilege level: 1 looks, 15 does everything")

    private static let isClear = Key<Bool>("clear")
    private static let password = Parameter("password", .password, "The password, or its hash in the form of crypt(5)")

    private static let secret: [Grammar] = [
        .optional([.word("0", "What follows is the password itself", says: isClear, true)]), .value(password),
    ]

    private static let enableSecret = ConfigurationLine<AccessSettings>(
        [
            .word("enable", "Privileged mode"), .word("secret", "The password that opens it"),
            .optional([.word("level", "For a level other than 15"), .value(level)]),
        ],
        secret,
        read: { access in
            access.enableSecrets.sorted { $0.key > $1.key }.map { level, password in
                Arguments(Self.level(level == Privilege.privileged.level ? nil : level), Self.password(password))
            }
        },
        set: { (access, arguments) throws(Refusal) in
            access.enableSecrets[arguments[level] ?? Privilege.privileged.level] = try arguments.required(password)
        },
        remove: { access, arguments in
            access.enableSecrets.removeValue(forKey: arguments[level] ?? Privilege.privileged.level) != nil
        })

    private static let name = Parameter(
        "name", .name(upTo: 64), "The name, at the console or on the machine", suggestions: .user)

    private static let person: [Grammar] = [
        .word("username", "A person who operates this router"), .value(name),
        .optional([.word("privilege", "What the person may do; 1 by default"), .value(level)]),
        .optional([.word("secret", "The person's password at the console")] + secret),
    ]

    /// What a line does not say stays as it is; `no` takes back all of it.
    private static let user = ConfigurationLine<AccessSettings>(
        person,
        read: { access in
            access.users.sorted { $0.key < $1.key }.map { name, user in
                Arguments(
                    Self.name(name), level(user.privilege == .user ? nil : user.privilege.level),
                    password(user.password))
            }
        },
        set: { (access, arguments) throws(Refusal) in
            let name = try arguments.required(name)
            var user = access.users[name] ?? UserSettings()
            if let level = arguments[level] { user.privilege = Privilege(level) }
            if let password = arguments[password] { user.password = password }
            access.users[name] = user
        },
        remove: { access, arguments in
            arguments[name].flatMap { access.users.removeValue(forKey: $0) } != nil
        })

    private static let words = Parameter("command", .commandWords, "The words that the commands begin with")

    private static let commandLevel = ConfigurationLine<AccessSettings>(
        [
            .word("privilege", "Levels of commands"), .word("exec", "Commands that are executed at once"),
            .word("level", "The level that they need"), .value(level), .value(words),
        ],
        read: { access in
            access.commandLevels.sorted { $0.key < $1.key }.map { Arguments(level($0.value), words($0.key)) }
        },
        set: { (access, arguments) throws(Refusal) in
            let words = try arguments.required(words)
            guard !ExecSchema.isForEverybody(words) else {
                throw Refusal(Self.words, "\(words) is there for everybody, so that nobody is locked out.")
            }
            access.commandLevels[words] = try arguments.required(level)
        },
        remove: { access, arguments in
            arguments[words].flatMap { access.commandLevels.removeValue(forKey: $0) } != nil
        })
}

extension Scope where Target == AccessSettings {
    /// `enable secret`, `username` and `privilege`, which are global configuration.
    static let access = Scope(
        get: { configuration, _ in configuration.access },
        edit: { (configuration, _, change) throws(Refusal) in try change(&configuration.access) })
}
