package org.headwaters.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.money.Micros;
import org.headwaters.jobs.period.Story;

/** What the demo ends with: one month as a story, in 100 columns and 40 lines. */
final class DemoScreen {
  static final int COLUMNS = 100;
  static final int ROWS = 40;

  /** The person of the story gets 0.37. */
  static final Story.Range THIRTY_SEVEN_CENTS = new Story.Range(370_000, 379_999);

  private DemoScreen() {}

  /**
   * The lines.
   *
   * @param next what the months after it changed is told by
   * @param lake the lake's place, for the commands
   */
  static List<String> lines(Story story, Story next, String lake) {
    List<String> lines = new ArrayList<>();
    PeriodTotals totals = story.booking().totals();
    long pool = Math.subtractExact(totals.grossMicros(), totals.retainedMicros());
    lines.add("");
    lines.add("In " + story.booking().period() + " customers paid the services of this world");
    lines.add(money(totals.grossMicros(), "EUR"));
    lines.add("    of which they keep");
    lines.add(money(totals.retainedMicros(), ""));
    lines.add("    and pass on to those whose work made their models possible");
    lines.add(money(pool, "where it went, to the last millionth:"));
    story.places().forEach(place -> lines.add(line(place)));
    changed(story, next, lines);
    story.person().ifPresent(person -> person(person, lines));
    lines.add("");
    lines.add(
        "The shares are a policy's decision, not a measurement of who influenced a model. Another");
    lines.add("rule to try, by which the forum takes a tenth of what its users get:");
    lines.add("  sample-data/demo/policy-platform-share.yaml");
    lines.add("");
    lines.add("Next");
    lines.replaceAll(DemoScreen::fitted);
    for (String command : commands(lake, story.booking().period())) {
      lines.addAll(typed("  headwaters " + command));
    }
    return List.copyOf(lines);
  }

  /** What can be run from here; a test parses them. */
  static List<String> commands(String lake, String period) {
    String place = NextSteps.Where.quoted(lake);
    return List.of(
        "status --lake " + place,
        "export --lake " + place + " --table asset_flows --period " + period + " --out flows.csv",
        "demo --verbose",
        "init FOLDER");
  }

  private static String money(long micros, String words) {
    return String.format(Locale.ROOT, "%18s  %s", amount(micros), words).stripTrailing();
  }

  private static String line(Story.Place place) {
    return String.format(
        Locale.ROOT,
        "%18s  %-11s %s",
        amount(place.amountMicros()),
        place.name().replace('_', ' '),
        cause(place));
  }

  private static String cause(Story.Place place) {
    if (place.causeMicros() == 0) {
      return "nothing";
    }
    String most = "most " + amount(place.causeMicros()) + ": ";
    if (place.name().equals(Bucket.PAYABLE.key())) {
      return most + "people and sites behind " + place.subject();
    }
    if (place.name().equals(Bucket.UNCLAIMED.key())) {
      return most + "nobody has claimed it, in " + place.subject();
    }
    return most
        + (place.name().equals(Story.FUNDS)
            ? place.subject() + ", as the policy says"
            : place.reason().replace('_', ' ') + ", " + place.subject());
  }

  /** The part that changed most from one month to the next. */
  private static void changed(Story story, Story next, List<String> lines) {
    Story.Place before = story.places().get(0);
    Story.Place after = before;
    for (int i = 0; i < story.places().size(); i++) {
      Story.Place then = story.places().get(i);
      Story.Place now = next.places().get(i);
      if (Math.abs(now.amountMicros() - then.amountMicros())
          > Math.abs(after.amountMicros() - before.amountMicros())) {
        before = then;
        after = now;
      }
    }
    lines.add("");
    lines.add(
        "In "
            + next.booking().period()
            + " customers paid "
            + amount(next.booking().totals().grossMicros())
            + ". What changed most: "
            + after.name().replace('_', ' ')
            + ",");
    lines.add(money(before.amountMicros(), "before"));
    lines.add(money(after.amountMicros(), "now, " + cause(after)));
  }

  private static void person(Story.Person person, List<String> lines) {
    lines.add("");
    lines.add("Why one person gets " + amount(person.amountMicros()));
    lines.add("  " + person.sourceId());
    lines.add(
        "  has a part in "
            + person.documents()
            + (person.documents() == 1 ? " document" : " documents")
            + " of "
            + person.dataset()
            + ": "
            + person.weight()
            + " of "
            + person.weightTotal()
            + " thousandths of a token.");
    lines.add(
        "  " + amount(person.inflowMicros()) + " reached those documents; that part of it is");
    for (Story.Path path : person.paths()) {
      lines.add(money(path.amountMicros(), "by " + String.join(" → ", path.names())));
    }
  }

  private static String fitted(String line) {
    return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 1) + "…";
  }

  /** A command that is too long goes on in a second line, as a shell takes it; none is cut. */
  private static List<String> typed(String command) {
    int second = command.indexOf(" --table");
    return command.length() <= COLUMNS || second < 0
        ? List.of(command)
        : List.of(command.substring(0, second) + " \\", "     " + command.substring(second));
  }

  private static String amount(long micros) {
    return Micros.units(micros);
  }
}
