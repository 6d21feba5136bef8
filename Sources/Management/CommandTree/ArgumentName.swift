import Synchronization

/// The name of something that a line says, as it is compared: equal names have equal numbers.
///
/// To read or print one line, names are compared hundreds of times; as text that would be most of what the line costs.
struct ArgumentName: Hashable, Sendable {
    private let number: Int

    private static let known = Mutex<(numbers: [String: Int], texts: [String])>(([:], []))

    /// - Parameter text: from the schema: there are no more names than it has.
    init(_ text: String) {
        number = Self.known.withLock { known in
            if let number = known.numbers[text] { return number }
            known.texts.append(text)
            known.numbers[text] = known.texts.count - 1
            return known.texts.count - 1
        }
    }
}

extension ArgumentName: CustomStringConvertible {
    /// As the schema says it.
    var description: String {
        Self.known.withLock { $0.texts[number] }
    }
}
