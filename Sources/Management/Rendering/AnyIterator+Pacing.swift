extension AnyIterator<String> {
    /// The pieces with an empty one behind each: to make one of them is work enough.
    var paced: AnyIterator<String> {
        var isResting = false
        return AnyIterator {
            defer { isResting.toggle() }
            return isResting ? "" : next()
        }
    }
}
