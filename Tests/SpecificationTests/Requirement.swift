/// One testable statement, as a file in `Specifications` has it. What a file leaves out is `nil`.
struct Requirement: Decodable {
    /// Where a test is.
    struct Test: Decodable {
        /// From the repository's root.
        let path: String?
        /// A test function, or a suite.
        let name: String?
    }

    let id: String?
    let level: String?
    let source: String?
    let requirement: String?
    let tests: [Test]?
    let waiver: String?
}
