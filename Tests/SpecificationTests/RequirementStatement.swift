import Foundation

/// All requirements of the repository, and what is wrong with them.
struct RequirementStatement {
    private struct File: Decodable {
        let requirements: [Requirement]
    }

    private static let levels: Set = ["must", "should", "may"]

    /// Requirements with the name of their file.
    private(set) var requirements: [(file: String, requirement: Requirement)] = []
    /// What is wrong, each with its file, in words.
    private(set) var complaints: [String] = []

    /// - Parameters:
    ///   - files: the contents by name.
    ///   - testFile: the contents of a file of tests; `nil` if there is none at the path.
    init(_ files: [String: Data], testFile: (_ path: String) -> String?) {
        for (name, data) in files.sorted(by: { $0.key < $1.key }) {
            do {
                let file = try JSONDecoder().decode(File.self, from: data)
                requirements += file.requirements.map { (name, $0) }
            } catch {
                complaints.append("\(name): \(error)")
            }
        }
        complainOfDoubles()
        var names: [String: Set<String>?] = [:]
        for (file, requirement) in requirements {
            let complaints = Self.complaints(about: requirement) { path in
                if names[path] == nil { names[path] = testFile(path).map { TestNames.all(in: $0, at: path) } }
                return names[path] ?? nil
            }
            self.complaints += complaints.map { "\(file): \(requirement.id ?? "no id"): \($0)" }
        }
    }

    private mutating func complainOfDoubles() {
        for (id, entries) in Dictionary(grouping: requirements, by: \.requirement.id) where entries.count > 1 {
            complaints.append("\(entries.map(\.file)): \(id ?? "no id") is there \(entries.count) times")
        }
    }

    private static func complaints(
        about requirement: Requirement, names: (_ path: String) -> Set<String>?
    ) -> [String] {
        var complaints: [String] = []
        if requirement.id?.wholeMatch(of: /[A-Z]+-?[0-9]+[a-z]?/) == nil { complaints.append("the id has no form") }
        if requirement.level.map(levels.contains) != true { complaints.append("the level is none") }
        if requirement.source?.wholeMatch(of: /RFC [0-9]+( section [0-9.]+)?(, RFC [0-9]+( section [0-9.]+)?)*/) == nil
        {
            complaints.append("the source is none")
        }
        if isBlank(requirement.requirement) { complaints.append("nothing is required") }
        switch (requirement.tests, requirement.waiver) {
        case (nil, nil): complaints.append("neither a test nor a waiver")
        case (.some, .some): complaints.append("a test and a waiver")
        case (nil, let waiver): if isBlank(waiver) { complaints.append("the waiver gives no reason") }
        case (let tests?, nil):
            if tests.isEmpty { complaints.append("no test") }
            complaints += tests.compactMap { complaint(about: $0, names: names) }
        }
        return complaints
    }

    private static func complaint(about test: Requirement.Test, names: (_ path: String) -> Set<String>?) -> String? {
        guard let path = test.path, let name = test.name else { return "a test without a path or a name" }
        guard let names = names(path) else { return "there is no \(path)" }
        return names.contains(name) ? nil : "\(path) has no test \(name)"
    }

    private static func isBlank(_ text: String?) -> Bool {
        text?.allSatisfy(\.isWhitespace) ?? true
    }
}
