import Numerics

/// A statistic of a resampled vector that needs no copy of it.
public enum QuickStatistic: String, Sendable, CaseIterable {
  case mean, median, sum, std
  case variance = "var"
  case min, max

  /// Computes the statistic of one resample after another.
  public struct Engine: Sendable {
    private let statistic: QuickStatistic
    /// Ascending for what depends on the order, else deviations from `centre`.
    private let values: [Double]
    /// The place of each element in ascending order.
    private let order: [Int32]
    private let centre: Double
    private var counts: [UInt16]

    /// - Parameter x: at least one element, all finite.
    init(_ statistic: QuickStatistic, _ x: [Double]) {
      self.statistic = statistic
      var order = [Int32](repeating: 0, count: x.count)
      switch statistic {
      case .median, .min, .max:
        let places = Sorting.order(x)
        for (place, index) in places.enumerated() { order[index] = Int32(truncatingIfNeeded: place) }
        values = places.map { x[$0] }
        centre = 0
      case .mean, .sum, .std, .variance:
        centre = Sums.mean(x)
        let centre = centre
        values = x.map { $0 - centre }
      }
      self.order = order
      counts = [UInt16](repeating: 0, count: statistic == .median ? (x.count + 15) & ~15 : 0)
    }

    /// The statistic of the elements at these places, as many as there are elements.
    public mutating func value(at places: [Int32]) -> Double {
      let n = Double(places.count)
      switch statistic {
      case .median: return median(places)
      case .min: return values[Int(places.reduce(Int32.max) { Swift.min($0, order[Int($1)]) })]
      case .max: return values[Int(places.reduce(0) { Swift.max($0, order[Int($1)]) })]
      case .mean: return centre + sum(places) / n
      case .sum: return centre * n + sum(places)
      case .std, .variance:
        // A second pass: of a resample far from the mean of all, sums of squares alone would cancel.
        let middle = sum(places) / n
        let squares = values.withUnsafeBufferPointer { values in
          places.withUnsafeBufferPointer { places in
            var total = 0.0
            for place in places {
              let deviation = values[Int(place)] - middle
              total += deviation * deviation
            }
            return total
          }
        }
        let variance = squares / (n - 1)
        return statistic == .std ? variance.squareRoot() : variance
      }
    }

    /// The statistic with each element left out, in the order of the elements.
    public var jackknife: [Double] {
      let n = values.count
      guard n > 1 else { return [] }
      switch statistic {
      case .median:
        // Without an element below the middle the middle moves up by one place.
        return order.map { place in
          let lower = (n - 2) / 2
          let upper = (n - 1) / 2
          func at(_ index: Int) -> Double { values[index < Int(place) ? index : index + 1] }
          return lower == upper ? at(lower) : at(lower) / 2 + at(upper) / 2
        }
      case .min: return order.map { $0 == 0 ? values[1] : values[0] }
      case .max: return order.map { Int($0) == n - 1 ? values[n - 2] : values[n - 1] }
      case .mean, .sum, .std, .variance:
        let (total, squares) = (Sums.sum(values), Sums.sum(values.map { $0 * $0 }))
        let m = Double(n - 1)
        return values.map { d in
          let (sum, square) = (total - d, squares - d * d)
          switch statistic {
          case .mean: return centre + sum / m
          case .sum: return centre * m + sum
          default:
            let variance = m > 1 ? Swift.max(0, square - sum * sum / m) / (m - 1) : .nan
            return statistic == .std ? variance.squareRoot() : variance
          }
        }
      }
    }

    /// Deviations from the mean of all: sums of them lose no digits.
    private func sum(_ places: [Int32]) -> Double {
      values.withUnsafeBufferPointer { values in
        places.withUnsafeBufferPointer { places in
          var sum = SIMD4<Double>.zero
          let whole = places.count & ~3
          var i = 0
          while i < whole {
            sum += SIMD4(
              values[Int(places[i])], values[Int(places[i + 1])], values[Int(places[i + 2])],
              values[Int(places[i + 3])])
            i += 4
          }
          var total = sum.sum()
          while i < places.count {
            total += values[Int(places[i])]
            i += 1
          }
          return total
        }
      }
    }

    /// Counts how often each element was drawn, and walks up to the middle: no sorting.
    private mutating func median(_ places: [Int32]) -> Double {
      let n = places.count
      let (lower, upper) = ((n - 1) / 2, n / 2)
      let (low, high): (Int, Int) = counts.withUnsafeMutableBufferPointer { counts in
        order.withUnsafeBufferPointer { order in
          places.withUnsafeBufferPointer { places in
            counts.update(repeating: 0)
            for place in places { counts[Int(order[Int(place)])] &+= 1 }
            // Whole sixteens first.
            var (seen, index) = (0, 0)
            while index + 16 <= counts.count {
              var lanes = SIMD16<UInt16>.zero
              for lane in 0..<16 { lanes[lane] = counts[index + lane] }
              let more = Int(lanes.wrappedSum())
              if seen + more > lower { break }
              seen += more
              index += 16
            }
            while seen + Int(counts[index]) <= lower {
              seen += Int(counts[index])
              index += 1
            }
            let first = index
            while seen + Int(counts[index]) <= upper {
              seen += Int(counts[index])
              index += 1
            }
            return (first, index)
          }
        }
      }
      return low == high ? values[low] : values[low] / 2 + values[high] / 2
    }
  }

  /// `nil` where the counts of a resample could overflow, or where elements are not finite.
  public func engine(_ x: [Double]) -> Engine? {
    guard (1...65_535).contains(x.count), x.allSatisfy(\.isFinite) else { return nil }
    return Engine(self, x)
  }
}
