import Tables
import Testing

/// Days by number and by name: POSIX `date -u -d 1970-01-01+Ndays`, and leap years by the Gregorian rule.
@Test(arguments: [
  (0, "1970-01-01"), (-1, "1969-12-31"), (20_513, "2026-03-01"), (11_016, "2000-02-29"), (-25_509, "1900-02-28"),
  (-25_508, "1900-03-01"), (-719_528, "0000-01-01"), (2_932_896, "9999-12-31"),
])
func daysAreNumberedAsPOSIXDoes(number: Int32, text: String) {
  #expect(Day(number: number).description == text)
  #expect(Day(iso: text)?.number == number)
}

@Test(arguments: ["1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "20260401", "2026-04-0x"])
func whatIsNoDayIsRefused(text: String) {
  #expect(Day(iso: text) == nil)
}
