package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checkpoint;
import org.headwaters.core.proof.History;
import org.headwaters.core.proof.KeyChange;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.junit.jupiter.api.Test;

/** What sealing writes, and what a reader makes of it. */
final class SealingTest {
  private static final SigningKey FIRST = key(1);
  private static final SigningKey SECOND = key(2);

  private static SigningKey key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return new SigningKey("log.example/money", NoteKey.Use.NOTE, bytes);
  }

  /** A chain of so many bookings; months repeat, and every fifth only closes one. */
  static List<Booking> chain(int bookings) {
    List<Booking> chain = new ArrayList<>();
    String previous = "";
    for (int seq = 1; seq <= bookings; seq++) {
      List<String> month = List.of("2026-0" + (1 + seq % 3));
      Booking booking =
          new Booking(
              seq,
              previous,
              seq % 5 == 0 ? Booking.CLOSE : Booking.SETTLE,
              month,
              List.of("run" + seq),
              List.of("commons 1 abc"),
              List.of("flows 2"),
              seq > 3 ? "late \"revenue\", ü" : "",
              seq == 2 ? List.of("2 lines of USD") : List.of(),
              "root" + seq,
              new PeriodTotals(-seq, -seq, 0, 0, 0, 0, 0));
      chain.add(booking);
      previous = booking.bookingId();
    }
    return chain;
  }

  @Test
  void logsEveryBookingOnceInOrderHoweverOftenItRuns() {
    List<Booking> chain = chain(300);
    Sealing whole = Sealing.of(List.of(), chain, FIRST, null);
    List<byte[]> entries = List.of();
    for (int bookings : new int[] {1, 1, 7, 255, 256, 300, 300}) {
      Sealing next = Sealing.of(entries, chain.subList(0, bookings), FIRST, null);
      assertThat(next.added()).isEqualTo(bookings - entries.size());
      entries = next.entries();
    }
    Sealing last = Sealing.of(entries, chain, FIRST, null);
    assertThat(last.signed()).isEqualTo(whole.signed());
    assertThat(last.added()).isZero();
    History history =
        new History("copy", Checkpoint.open("c", last.signed(), FIRST.key()), entries);
    SealedBookings read = SealedBookings.of(history.entries());
    assertThat(read.all()).isEqualTo(chain);
    assertThat(read.current(Period.parse("2026-01")).orElseThrow().seq()).isEqualTo(297);
    assertThat(read.of(Period.parse("2026-01"))).hasSize(100);
    assertThat(read.current(Period.parse("2027-01"))).isEmpty();
  }

  @Test
  void aKeyHandsOverOnceAndOnlyItsOwnHistory() {
    List<Booking> chain = chain(4);
    Sealing two = Sealing.of(List.of(), chain.subList(0, 2), FIRST, null);
    Sealing over = Sealing.of(two.entries(), chain.subList(0, 3), FIRST, SECOND);
    assertThat(over.entries()).hasSize(4);
    assertThat(KeyChange.last(FIRST.key(), over.entries())).isEqualTo(SECOND.key());
    assertThat(over.signed().signedBy(SECOND.key())).isTrue();
    // Run again, with both keys or the new one alone: it has happened.
    assertThat(Sealing.of(over.entries(), chain.subList(0, 3), FIRST, SECOND).signed())
        .isEqualTo(over.signed());
    Sealing after = Sealing.of(over.entries(), chain, SECOND, null);
    assertThat(after.added()).isEqualTo(1);
    assertThat(SealedBookings.of(after.entries()).all()).isEqualTo(chain);
    assertThatThrownBy(() -> Sealing.of(over.entries(), chain, FIRST, null))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "The history is signed by %s, not by %s. Give that key.", SECOND.key(), FIRST.key());
  }

  @Test
  void signsNoSecondHistory() {
    List<Booking> chain = chain(3);
    List<byte[]> sealed = Sealing.of(List.of(), chain, FIRST, null).entries();
    List<Booking> other = new ArrayList<>(chain(2));
    other.add(chain(6).get(5));
    for (List<Booking> lake : List.of(other, chain.subList(0, 2))) {
      assertThatThrownBy(() -> Sealing.of(sealed, lake, FIRST, null))
          .isInstanceOf(InvalidInput.class)
          .hasMessageStartingWith(
              "Cannot seal: entry 2 of the history is not booking 3 as this lake has it.");
    }
  }

  @Test
  void aBookingInTwoEntriesOrMissingIsNamed() {
    List<byte[]> entries = Sealing.of(List.of(), chain(4), FIRST, null).entries();
    List<byte[]> twice = new ArrayList<>(entries);
    twice.add(entries.get(1));
    assertThatThrownBy(() -> SealedBookings.of(twice))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Booking 2 is in two entries, 1 and 4: two truths were sealed.");
    List<byte[]> missing = new ArrayList<>(entries);
    missing.remove(2);
    assertThatThrownBy(() -> SealedBookings.of(missing))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("entry 2: booking 4 names ");
  }

  @Test
  void anEntryIsABookingToTheLastByte() {
    byte[] entry = chain(4).get(3).json().bytes();
    assertThat(Booking.parse("entry 3", entry)).isEqualTo(chain(4).get(3));
    for (int at = 0; at < entry.length; at++) {
      byte[] changed = entry.clone();
      changed[at] ^= 1;
      Booking other;
      try {
        other = Booking.parse("entry 3", changed);
      } catch (InvalidInput e) {
        assertThat(e).hasMessageStartingWith("entry 3");
        continue;
      }
      assertThat(other.bookingId()).as("byte %d", at).isNotEqualTo(chain(4).get(3).bookingId());
    }
  }
}
