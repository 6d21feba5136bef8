extension Array {
    /// How many elements satisfy `precedes`, where all that do stand before all that do not (binary search).
    func partitionPoint(where precedes: (Element) -> Bool) -> Int {
        var range = 0..<count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            range = precedes(self[middle]) ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
    }
}
