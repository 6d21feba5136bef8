extension ArgumentType where Value == TimeOfDay {
    /// A time of day.
    static let timeOfDay = ArgumentType(
        symbol: "hh:mm", precision: .exact,
        parse: { TimeOfDay($0) },
        explain: { "\($0) is not a time of day, such as 02:30." },
        print: { $0.description })
}

extension ArgumentType where Value == UInt32 {
    /// A length of time, in minutes or in hours and minutes; the value is minutes, 1 to 59999.
    static let delay = ArgumentType(
        symbol: "mmm|hhh:mm", precision: .exact,
        parse: { word in
            let minutes =
                if let (hours, minutes) = TimeOfDay.pair(word) { hours * 60 + minutes } else if word.utf8.count <= 3 {
                    UInt32(word)
                } else {
                    nil as UInt32?
                }
            return minutes.flatMap { $0 > 0 ? $0 : nil }
        },
        explain: { "\($0) is neither 1 to 999 minutes nor up to 999 hours and minutes, such as 1:30." },
        print: { String($0) })
}
