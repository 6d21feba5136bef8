import Management

extension Survey {
    /// What is gathered from a table of the kernel, piece by piece.
    static func of<Element>(
        _ request: consuming NetlinkRequest, into start: Value, read: @escaping NetlinkDump<Element>.Reader,
        gather: @escaping (inout Value, [Element]) throws(NetlinkError) -> Void
    ) throws(Refusal) -> Survey<Value> {
        let dump: NetlinkDump<Element>
        do throws(NetlinkError) {
            dump = try unsafe NetlinkDump(request, read: read)
        } catch {
            throw Refusal("\(error).")
        }
        var value = start
        return Survey { () throws(Refusal) in
            do throws(NetlinkError) {
                guard let elements = try dump.next() else { return value }
                try gather(&value, elements)
            } catch {
                throw Refusal("\(error).")
            }
            return nil
        }
    }

    /// All that a table of the kernel has.
    static func all<Element>(
        _ request: consuming NetlinkRequest, read: @escaping NetlinkDump<Element>.Reader
    ) throws(Refusal) -> Survey<[Element]> where Value == [Element] {
        try unsafe of(request, into: [], read: read) { $0 += $1 }
    }
}
