extension WireWriter {
    /// Appends the options of a Mobility Header and its padding, as `MobilityMessage.encoded()` documents it.
    mutating func append(_ options: [MobilityOption]) {
        for (index, option) in options.enumerated() {
            append(option, isLast: index == options.count - 1)
        }
        appendPadding(padding(to: 8, plus: 0))
    }

    private mutating func append(_ option: MobilityOption, isLast: Bool) {
        guard option.type > 1 else { return }
        let data = option.data
        let length = 2 + data.count
        // The end of the message is a multiple of 8, so an option that ends it begins its length before one.
        let (multiple, remainder) = isLast && option.endsMessage ? (8, -length) : option.alignment
        let padding = padding(to: multiple, plus: remainder)
        guard count + padding + length <= MobilityHeader.maximumLength else { return }
        appendPadding(padding)
        append(option.type)
        append(UInt8(truncatingIfNeeded: data.count))
        append(contentsOf: data)
    }
}
