/// The configurations in the archive.
struct ConfigurationArchive {
    /// One of them.
    struct Entry: Hashable {
        /// Its number; they are given in order, and never twice as long as the last one is there.
        let number: UInt64
        /// Where it is.
        let name: FileName
    }

    /// What stands before `-` and the number.
    let path: FileName
    /// In the order of their numbers.
    let entries: [Entry]

    /// Finds the archive among files.
    init(path: FileName, among names: [FileName]) {
        self.path = path
        entries = names.compactMap { Self.entry($0, path) }.sorted { $0.number < $1.number }
    }

    /// The name of the next one; `nil` if there is no number left.
    var next: FileName? {
        let (number, isTooMuch) = (entries.last?.number ?? 0).addingReportingOverflow(1)
        return isTooMuch ? nil : FileName("\(path.text)-\(number)")
    }

    /// Those that are too many, the oldest, when one more has been added.
    func surplus(maximum: UInt8) -> ArraySlice<Entry> {
        entries.dropLast(Int(maximum) - 1)
    }

    /// Numbers are written without zeros in front, or they would not be found by their names.
    private static func entry(_ name: FileName, _ path: FileName) -> Entry? {
        guard name.text.hasPrefix(path.text + "-") else { return nil }
        let digits = name.text.dropFirst(path.text.count + 1)
        guard let number = UInt64(digits), String(number) == digits else { return nil }
        return Entry(number: number, name: name)
    }
}

extension ConfigurationKeeper {
    /// The archive as it is.
    ///
    /// - Throws: if none is configured, or it cannot be listed.
    func archived() throws(Refusal) -> ConfigurationArchive {
        guard let path = router.configuration.archive.path else {
            throw Refusal("There is no archive: `archive` and then `path` configure where it is.")
        }
        return ConfigurationArchive(path: path, among: try router.files.names(beginningWith: path.text + "-"))
    }

    /// Puts the text of the configuration in force into the archive; the oldest make room for it.
    ///
    /// - Returns: Where it is.
    func archive(_ octets: [UInt8]) throws(Refusal) -> FileName {
        let archive = try archived()
        guard let name = archive.next else { throw Refusal("The archive has no number left.") }
        try router.files.write(octets, to: .named(name))
        for entry in archive.surplus(maximum: router.configuration.archive.maximum) {
            try router.files.remove(.named(entry.name))
        }
        return name
    }

    /// Makes the configuration in force, of which this is the text, the one that the router starts with.
    ///
    /// - Returns: Why it was not archived, if it was to be.
    func save(_ octets: [UInt8]) throws(Refusal) -> String? {
        try requireConfirmed()
        try router.files.write(octets, to: .startup)
        let settings = router.configuration.archive
        guard settings.includesSaved, settings.path != nil else { return nil }
        do {
            router.log(.archived(try archive(octets)))
            return nil
        } catch {
            return error.reason
        }
    }
}
