package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;

final class BookingTest {
  private static final PeriodTotals WHOLE = new PeriodTotals(1_000, 900, 6, 1, 70, 3, 20);

  /** A booking of which one value is another: 0 for none, then one of its values after the next. */
  private static Booking booking(int changed) {
    long[] m = {1_000, 900, 6, 1, 70, 3, 20};
    if (changed > 10) {
      m[changed - 11]++;
    }
    return new Booking(
        changed == 1 ? 3 : 2,
        changed == 2 ? "other" : "prev",
        changed == 3 ? "claim" : "settle",
        List.of(changed == 4 ? "2026-10" : "2026-09"),
        List.of(changed == 5 ? "other" : "run"),
        List.of(changed == 6 ? "p 2 h" : "p 1 h"),
        List.of(changed == 7 ? "method 2" : "method 1"),
        changed == 8 ? "" : "why",
        changed == 9 ? List.of() : List.of("revenue: 1"),
        changed == 10 ? "other" : "root",
        new PeriodTotals(m[0], m[1], m[2], m[3], m[4], m[5], m[6]));
  }

  @Test
  void itsIdIsThatOfEverythingItSays() {
    // sha256 of the sorted JSON of these texts, worked out apart in Python.
    assertThat(booking(0).bookingId())
        .isEqualTo("a57239771d200633bb2fbd23355d1c0ce277e9bb113077552470e8b5d2ff6367");
    Set<String> ids = new HashSet<>();
    for (int changed = 0; changed <= 17; changed++) {
      ids.add(booking(changed).bookingId());
    }
    assertThat(ids).as("another value of any column is another booking").hasSize(18);
  }

  @Test
  void hasOneRunAndOnePolicyForEachPeriod() {
    assertThat(booking(0).period()).isEqualTo("2026-09");
    assertThat(booking(0).runId()).isEqualTo("run");
    List<String> two = List.of("a", "b");
    List<String> one = List.of("a");
    Booking both = new Booking(1, "", "claim", two, two, two, one, "", List.of(), "r", WHOLE);
    assertThatThrownBy(both::period)
        .isInstanceOf(Breach.class)
        .hasMessage("Booking 1 is of the periods [a, b], not of one.");
    assertThatThrownBy(
            () -> new Booking(1, "", "claim", two, one, two, one, "", List.of(), "r", WHOLE))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("is of the periods [a, b], but names the runs [a]");
    assertThatThrownBy(
            () -> new Booking(1, "", "claim", two, two, one, one, "", List.of(), "r", WHOLE))
        .hasMessageContaining("the policies [a]");
  }

  @Test
  void keepsTextsApart() {
    assertThat(Fingerprint.of("ab", "c"))
        .isEqualTo("f2939f903016e5bb29b1e4a61cdbd376220ca03a24180b39995f2d50f2e0a647");
    assertThat(Fingerprint.of("a", "bc"))
        .isEqualTo("b534ce16ac9c8b36823f39a395ce8e0e3c7ad9605b82b5444f18cadacd217a5d");
    assertThat(Fingerprint.of("\u00FC", ""))
        .as("lengths are those of the UTF-8 bytes")
        .isEqualTo("e9524aed588b02914edaaefb43ce8b4a352b92f2038fa0180d6d758e8200e66d");
    assertThat(Fingerprint.of(List.of("ab", "c"))).isEqualTo(Fingerprint.of("ab", "c"));
    assertThat(Fingerprint.of(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void aPeriodIsTheSumOfWhereItsMoneyIs() {
    assertThat(WHOLE.check("2026-09")).isSameAs(WHOLE);
    assertThat(WHOLE)
        .hasToString(
            "gross 1000 = retained 900 + funds 6 + payable 1 + unclaimed 70 + on_hold 3 +"
                + " undisclosed 20");
    assertThat(new PeriodTotals(-6, -1, -1, -1, -1, -1, -1).check("a month of refunds"))
        .isNotNull();
  }

  @Test
  void totalsAreThoseOfTheirBuckets() {
    Map<Bucket, Long> credits =
        Map.of(
            Bucket.PAYABLE, 1L, Bucket.UNCLAIMED, 70L, Bucket.ON_HOLD, 3L, Bucket.UNDISCLOSED, 20L);
    assertThat(PeriodTotals.of(1_000, 900, 6, credits)).isEqualTo(WHOLE);
    assertThat(PeriodTotals.of(906, 900, 6, Map.of()).check("nothing passed on").payableMicros())
        .isZero();
    assertThat(Bucket.of("on_hold")).isEqualTo(Bucket.ON_HOLD);
    assertThatThrownBy(() -> Bucket.of("Payable"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is no bucket 'Payable'. Use one of payable, unclaimed, on_hold, undisclosed.");
  }

  @Test
  void twoTotalsExchangedStopTheBookingThoughTheySumToTheGrossAmount() {
    List<Bucket> buckets = List.of(Bucket.values());
    Map<Bucket, Long> made =
        Map.of(
            Bucket.PAYABLE, 1L, Bucket.UNCLAIMED, 70L, Bucket.ON_HOLD, 3L, Bucket.UNDISCLOSED, 20L);
    assertThat(WHOLE.checkAgainst(made, "2026-09")).isSameAs(WHOLE);
    for (Bucket one : buckets) {
      for (Bucket other : buckets.subList(one.ordinal() + 1, buckets.size())) {
        Map<Bucket, Long> exchanged = new EnumMap<>(made);
        exchanged.put(one, made.get(other));
        exchanged.put(other, made.get(one));
        PeriodTotals swapped = PeriodTotals.of(1_000, 900, 6, exchanged);
        assertThat(swapped.check("2026-09")).as("it balances").isSameAs(swapped);
        assertThatThrownBy(() -> swapped.checkAgainst(made, "2026-09"))
            .isInstanceOf(Breach.class)
            .hasMessageStartingWith("2026-09: the tables say gross 1000 = retained 900")
            .hasMessageContaining("what was made for them is " + WHOLE);
      }
    }
  }

  @Test
  void aMicroTooManyAnywhereStopsTheBooking() {
    for (int place = 0; place < 7; place++) {
      long[] m = {1_000, 900, 6, 1, 70, 3, 20};
      m[place]++;
      PeriodTotals wrong = new PeriodTotals(m[0], m[1], m[2], m[3], m[4], m[5], m[6]);
      assertThatThrownBy(() -> wrong.check("2026-09"))
          .isInstanceOf(Breach.class)
          .hasMessageStartingWith(
              "2026-09: gross is %d micros, but its parts sum to %d",
              m[0], place == 0 ? 1_000 : 1_001)
          .hasMessageContaining("Nothing was booked");
    }
    PeriodTotals tooMuch = new PeriodTotals(0, Long.MAX_VALUE, 1, 0, 0, 0, 0);
    assertThatThrownBy(() -> tooMuch.check("2026-09")).isInstanceOf(ArithmeticException.class);
  }
}
