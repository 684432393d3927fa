import CTables

/// Where the columns of one block of rows are put before they are added to the rest.
final class ColumnBlock {
  let columns: UnsafeMutablePointer<ctables_column>
  let rows: Int
  private let count: Int

  /// What a column takes at least.
  static let bytes = MemoryLayout<ctables_column>.stride + 16 * 9

  init(_ kinds: [ctables_kind]) {
    count = kinds.count
    // A block of all columns stays in the processor's own memory, as far as it can.
    rows = max(16, min(4096, (2 << 20) / (9 * max(count, 1))))
    columns = .allocate(capacity: max(count, 1))
    for (place, kind) in kinds.enumerated() {
      var column = ctables_column()
      column.cells = UnsafeMutableRawPointer.allocate(byteCount: rows * 8, alignment: 16)
      column.missing = .allocate(capacity: rows)
      column.kind = kind
      (columns + place).initialize(to: column)
    }
  }

  deinit {
    for place in 0..<count {
      columns[place].cells?.deallocate()
      columns[place].missing?.deallocate()
      ctables_free(columns + place)
    }
    columns.deallocate()
  }

  /// Reads a column from the beginning, as another kind.
  func restart(_ place: Int, _ kind: ctables_kind) {
    let old = columns[place]
    var column = ctables_column()
    (column.cells, column.missing, column.kind) = (old.cells, old.missing, kind)
    (column.bytes, column.byte_capacity) = (old.bytes, old.byte_capacity)
    columns[place] = column
  }
}

/// A column as it grows.
struct GatheredColumn {
  /// No more cells come.
  var isComplete = false
  private let kind: ctables_kind
  private var numbers: [Double] = []
  private var truths: [Bool] = []
  private var days: [Day] = []
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var missing: [Bool] = []
  private var count = 0

  init(_ kind: ctables_kind, rows: Int) {
    self.kind = kind
    // Lines are counted, not trusted: each may be a piece of one long text.
    let rows = min(rows, 1 << 27)
    switch kind {
    case ctables_number: numbers.reserveCapacity(rows)
    case ctables_truth: truths.reserveCapacity(rows)
    case ctables_date: days.reserveCapacity(rows)
    default: ends.reserveCapacity(rows)
    }
  }

  /// How many bytes the texts have so far.
  var byteCount: Int { bytes.count }

  /// Adds a block's cells.
  /// - Parameter isAbsent: whether any cell so far is missing, where the block itself cannot know.
  mutating func append(
    _ column: UnsafeMutablePointer<ctables_column>, rows: Int, after first: Int, isAbsent: Bool = false
  ) {
    guard !isComplete, rows > 0, let cells = column.pointee.cells, let marks = column.pointee.missing else { return }
    func block<Element>(_: Element.Type) -> UnsafeBufferPointer<Element> {
      UnsafeBufferPointer(start: UnsafePointer(cells.bindMemory(to: Element.self, capacity: rows)), count: rows)
    }
    switch kind {
    case ctables_number: numbers.append(contentsOf: block(Double.self))
    case ctables_truth: truths.append(contentsOf: block(Bool.self))
    case ctables_date: days.append(contentsOf: block(Day.self))
    default:
      bytes.append(contentsOf: UnsafeBufferPointer(start: column.pointee.bytes, count: column.pointee.byte_count))
      ends.append(contentsOf: block(Int.self))
    }
    if isAbsent || column.pointee.absent > 0 {
      if missing.isEmpty { missing = [Bool](repeating: false, count: first) }
      marks.withMemoryRebound(to: Bool.self, capacity: rows) {
        missing.append(contentsOf: UnsafeBufferPointer(start: UnsafePointer($0), count: rows))
      }
    }
  }

  var column: Column {
    let storage: Column.Storage =
      switch kind {
      case ctables_number: .numbers(numbers)
      case ctables_truth: .truths(truths)
      case ctables_date: .dates(days)
      default: .texts(Texts(bytes: bytes, ends: ends))
      }
    return Column(storage, missing: missing)
  }
}

extension ctables_kind {
  init(_ kind: Column.Kind) {
    self =
      switch kind {
      case .number: ctables_number
      case .truth: ctables_truth
      case .date: ctables_date
      case .text, .complex: ctables_text
      }
  }
}

extension Column.Kind {
  init(_ kind: ctables_kind) {
    self =
      switch kind {
      case ctables_number: .number
      case ctables_truth: .truth
      case ctables_date: .date
      default: .text
      }
  }
}
