package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page of docs that says line by line what is booked, in tables under numbered steps. What a test
 * has held the books to is taken out.
 */
final class ByHand {
  private final Map<String, List<String>> lines = new TreeMap<>();

  private final Map<String, List<String>> balances = new TreeMap<>();
  private final Map<String, List<String>> refused = new TreeMap<>();

  private ByHand() {}

  static ByHand read(String page) throws IOException {
    ByHand read = new ByHand();
    Path file = Path.of(System.getProperty("headwaters.home", ".."), "docs", page);
    String step = "";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("### ")) {
        step = line.substring(4, line.indexOf('.'));
      } else if (line.startsWith("| 20")) {
        read.lines.computeIfAbsent(step, each -> new ArrayList<>()).add(line);
      } else if (line.startsWith("| balance | ") && !line.contains("account")) {
        read.balances.computeIfAbsent(step, each -> new ArrayList<>()).add(line);
      } else if (line.startsWith("| refused | ") && !line.contains("holder")) {
        read.refused.computeIfAbsent(step, each -> new ArrayList<>()).add(line);
      }
    }
    return read;
  }

  /** Books, and holds what is booked to the step's lines and balances. */
  void step(Books books, String step) {
    assertThat(
            books.book().stream()
                .map(
                    line ->
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %d |",
                            line.period(),
                            line.bookingClass().key(),
                            line.account(),
                            line.amountMicros())))
        .as(step)
        .isEqualTo(taken(lines, step));
    for (String balance : taken(balances, step)) {
      String account = balance.substring(12, balance.indexOf(" | ", 12));
      assertThat(balance)
          .as(step)
          .isEqualTo("| balance | " + account + " | " + books.balance(account) + " |");
    }
    assertThat(books.trialBalance().breaches()).as(step).isEmpty();
  }

  /** Holds what a booking would take from holders to the step's refusals. */
  void refuses(Map<String, Long> lowered, String step) {
    List<String> said = new ArrayList<>();
    lowered.forEach((holder, micros) -> said.add("| refused | " + holder + " | " + micros + " |"));
    assertThat(said).as(step).isEqualTo(taken(refused, step));
  }

  /** How many steps nobody took so far. */
  int left() {
    Map<String, List<String>> left = new HashMap<>(lines);
    left.putAll(balances);
    left.putAll(refused);
    return left.size();
  }

  private static List<String> taken(Map<String, List<String>> from, String step) {
    List<String> taken = from.remove(step);
    return taken == null ? List.of() : taken;
  }
}
