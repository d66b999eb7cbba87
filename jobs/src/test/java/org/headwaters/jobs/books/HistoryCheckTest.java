package org.headwaters.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a history, from files alone, as the operator or somebody on the way may bend them. */
final class HistoryCheckTest {
  private static final SigningKey KEY = key(1);
  private static final SigningKey NEXT = key(2);

  @TempDir Path folder;

  private static SigningKey key(int seed) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) seed;
    return new SigningKey("log.example/money", NoteKey.Use.NOTE, bytes);
  }

  private static List<Booking> chain(int bookings, long gross) {
    List<Booking> chain = new ArrayList<>();
    String previous = "";
    for (int seq = 1; seq <= bookings; seq++) {
      List<String> one = List.of("2026-0" + seq);
      Booking booking =
          new Booking(
              seq,
              previous,
              Booking.SETTLE,
              one,
              one,
              one,
              one,
              "",
              List.of(),
              "root",
              new PeriodTotals(gross, gross, 0, 0, 0, 0, 0));
      chain.add(booking);
      previous = booking.bookingId();
    }
    return chain;
  }

  private Path written(String name, Sealing sealing) throws IOException {
    Path copy = folder.resolve(name);
    for (Map.Entry<String, byte[]> file : LogTile.files(sealing.entries()).entrySet()) {
      Path path = copy.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.write(copy.resolve("checkpoint"), sealing.signed().bytes());
    return copy;
  }

  private Path written(String name, List<Booking> chain) throws IOException {
    return written(name, Sealing.of(List.of(), chain, KEY, null));
  }

  private static Checks one(Path copy) {
    Checks checks = new Checks();
    HistoryCheck.one(checks, copy.toString(), KEY.key());
    return checks;
  }

  private static Checks two(Path copy, Path other) {
    Checks checks = new Checks();
    HistoryCheck.two(checks, copy.toString(), other.toString(), KEY.key());
    return checks;
  }

  private static List<String> failures(Checks checks) {
    return checks.lines().stream()
        .filter(line -> line.outcome() == Checks.Outcome.FAILS)
        .map(line -> line.check() + ": " + line.said())
        .toList();
  }

  @Test
  void anHonestCopyHoldsAndWhatNoFileShowsIsSaid() throws IOException {
    Checks checks = one(written("a", chain(5, 7)));
    assertThat(checks.failures()).isZero();
    assertThat(checks.lines())
        .filteredOn(line -> line.outcome() == Checks.Outcome.NOT_SHOWN)
        .extracting(Checks.Line::check)
        .containsExactly("other copies", "time");
  }

  @Test
  void everyChangedByteOfEveryFileIsRefusedWithItsPlace() throws IOException {
    Path copy = written("a", chain(3, 7));
    List<Path> files;
    try (Stream<Path> all = Files.walk(copy)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSize(3);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      // Entries are many bytes of one kind; a step that meets every place of their grammar will do.
      int step = file.toString().contains("entries") ? 7 : 1;
      for (int at = 0; at < bytes.length; at += step) {
        byte[] changed = bytes.clone();
        changed[at] ^= 4;
        Files.write(file, changed);
        Checks checks = one(copy);
        assertThat(checks.failures()).as("%s, byte %d", file, at).isPositive();
        assertThat(failures(checks).get(0))
            .containsAnyOf(copy.toString(), "entry ", "key ", "tile");
      }
      Files.write(file, bytes);
    }
    Files.delete(copy.resolve("tile/0/000.p/3"));
    assertThat(failures(one(copy)))
        .containsExactly("files: " + copy + "/tile/0/000.p/3 is not there.");
  }

  @Test
  void copiesOfTwoDaysAreOneHistoryAndTwoTruthsAreNamedByTheirFirstEntry() throws IOException {
    Path early = written("early", chain(2, 7));
    Path late = written("late", chain(5, 7));
    assertThat(two(early, late).failures()).isZero();
    assertThat(two(late, early).failures()).isZero();
    List<Booking> bent = new ArrayList<>(chain(1, 7));
    Booking second = chain(2, 7).get(1);
    bent.add(
        new Booking(
            2,
            second.previous(),
            second.kind(),
            second.periods(),
            second.runIds(),
            second.policies(),
            second.methodVersions(),
            "",
            List.of(),
            "root",
            new PeriodTotals(8, 8, 0, 0, 0, 0, 0)));
    assertThat(failures(two(written("bent", bent), late)))
        .containsExactly(
            "one history: entry 1 differs: two histories were signed. Keep both copies, they prove"
                + " it.");
  }

  @Test
  void aKeyThatChangedWithoutAnEntryIsRefusedAndOneWithAnEntryIsFollowed() throws IOException {
    Sealing over = Sealing.of(List.of(), chain(2, 7), KEY, NEXT);
    assertThat(one(written("over", over)).failures()).isZero();
    Sealing silent = Sealing.of(List.of(), chain(2, 7), NEXT, null);
    assertThat(failures(one(written("silent", silent))))
        .singleElement()
        .asString()
        .contains("checkpoint is not signed by " + KEY.key());
  }

  @Test
  void twoEntriesOfOneBookingAreRefusedThoughTheyAreSigned() throws IOException {
    List<byte[]> twice = new ArrayList<>();
    chain(2, 7).forEach(booking -> twice.add(booking.json().bytes()));
    twice.add(chain(2, 8).get(1).json().bytes());
    assertThat(failures(one(written("twice", new Sealing(twice, 3, KEY)))))
        .containsExactly("bookings: Booking 2 is in two entries, 1 and 2: two truths were sealed.");
  }

  @Test
  void whatIsNoHistorySaysSo() {
    assertThat(failures(one(folder.resolve("nothing"))))
        .containsExactly(
            "signature: "
                + folder.resolve("nothing")
                + "/checkpoint is not there. Is this a sealed history?");
  }
}
