/// A table's rows one below the other, for narrow terminals: labels and values, and a mark before the row that has one.
struct RowLists {
    private let table: Table

    init(_ table: Table) { self.table = table }

    func draw(_ capabilities: TerminalCapabilities) -> [String] {
        let marks = table.columns.indices.filter { table.columns[$0].title.isEmpty }
        let labels = table.columns.indices.filter { !table.columns[$0].title.isEmpty }
        var inner = capabilities
        let margin = marks.isEmpty ? 0 : 3
        inner.columns = capabilities.columns.map { max(1, $0 - margin) }
        return table.rows.enumerated().flatMap { number, row in
            let items = labels.filter { $0 < row.count && !row[$0].text.isEmpty }.map { index in
                KeyValueList.Item(
                    table.columns[index].title, row[index].text.sanitizedForOneLine(),
                    style: row[index].style ?? table.columns[index].style)
            }
            let mark = marks.first.flatMap { $0 < row.count ? row[$0].text : nil } ?? ""
            let lines = KeyValueList(items).draw(inner).enumerated().map { index, line in
                (index == 0 ? mark : "").padded(toWidth: margin) + line
            }
            return (number == 0 ? [] : [""]) + lines
        }
    }
}
