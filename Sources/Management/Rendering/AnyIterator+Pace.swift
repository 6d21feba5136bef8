extension AnyIterator<String> {
    /// The pieces in pieces of so many, with an empty one behind each: to make one of them is work enough for a turn.
    func paced(by count: Int) -> AnyIterator<String> {
        var isResting = false
        return AnyIterator {
            isResting.toggle()
            guard isResting else { return "" }
            var pieces: [String] = []
            while pieces.count < count, let piece = next() { pieces.append(piece) }
            return pieces.isEmpty ? nil : pieces.joined()
        }
    }
}
