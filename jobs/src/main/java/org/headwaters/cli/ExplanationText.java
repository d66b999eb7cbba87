package org.headwaters.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.lineage.Hop;
import org.headwaters.core.money.Micros;
import org.headwaters.jobs.books.Comparison;
import org.headwaters.jobs.books.CreditedDocument;
import org.headwaters.jobs.books.Explanation;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.books.Explanation.Earner;
import org.headwaters.jobs.books.Explanation.Place;

/** An explanation as people read it: the amount, its ways, and what each step of them kept. */
final class ExplanationText {
  private static final String ARROW = " → ";

  private final Console console;
  private final int depth;
  private final int top;

  ExplanationText(Console console, int depth, int top) {
    this.console = console;
    this.depth = depth;
    this.top = top;
  }

  void print(Explanation explanation) {
    String amount = Micros.units(explanation.micros()) + " " + explanation.currency();
    console.line(said(explanation) + " " + amount + " for " + explanation.period());
    ways(explanation);
    credits(explanation);
    if (!explanation.places().isEmpty()) {
      console.line("  of it");
      explanation.places().forEach(this::place);
    }
    steps(explanation);
    if (explanation.complete()) {
      console.line("  This tells all: nothing of the amount came by another way.");
    }
    explanation.incomplete().forEach(why -> console.line("  This does not tell all: " + why));
    new ExplanationDocuments(console).print(explanation);
  }

  private static String said(Explanation explanation) {
    return switch (explanation.subject()) {
      case HOLDER -> explanation.subjectId() + " is owed";
      case SOURCE -> explanation.subjectId() + " is credited with";
      case ASSET -> "To " + explanation.subjectId() + " came";
    };
  }

  private void ways(Explanation explanation) {
    List<String> all = new ArrayList<>();
    Branch branching = explanation.ways().straight(all);
    if (!all.isEmpty()) {
      console.line("  by " + way(all, branching.branches().isEmpty()));
    }
    List<Branch.Line> lines = branching.folded(depth, top);
    int shown = 0;
    BigInteger micros = BigInteger.ZERO;
    for (Branch.Line line : lines) {
      if (line.depth() == 0 && !line.other()) {
        shown += line.ways();
        micros = micros.add(line.micros());
      }
    }
    if (lines.isEmpty()) {
      shown = branching.ways();
      micros = branching.micros();
    }
    console.line(
        "  "
            + shown
            + " of "
            + explanation.ways().ways()
            + " paths, "
            + Micros.units(micros)
            + " of "
            + Micros.units(explanation.micros())
            + " "
            + explanation.currency());
    for (Branch.Line line : lines) {
      console.line(
          "  ".repeat(line.depth())
              + amount(line.micros())
              + (line.other()
                  ? "  other: " + paths(line.ways())
                  : "  " + way(line.steps(), line.ways() == 1) + folded(line)));
    }
  }

  private static String folded(Branch.Line line) {
    return line.ways() == 1 ? "" : " (" + paths(line.ways()) + ")";
  }

  private static String paths(int ways) {
    return ways == 1 ? "1 path" : ways + " paths";
  }

  /** From the earner on; what is not told before it is three dots. */
  private static String way(List<String> steps, boolean whole) {
    List<String> forward = new ArrayList<>(steps);
    Collections.reverse(forward);
    return (whole ? "" : "…" + ARROW) + String.join(ARROW, forward);
  }

  private static String amount(BigInteger micros) {
    return String.format(Locale.ROOT, "%16s", Micros.units(micros));
  }

  private void credits(Explanation explanation) {
    for (Credit credit :
        explanation.credits().subList(0, Math.min(top, explanation.credits().size()))) {
      if (credit.weightTotal() > 0) {
        console.line(
            "  In "
                + credit.originId()
                + " "
                + credit.sourceId()
                + " weighs "
                + credit.weight()
                + " of "
                + credit.weightTotal()
                + " ("
                + credit.part()
                + ").");
      }
    }
  }

  private void place(Place place) {
    console.line(amount(place.micros()) + "  " + place.place() + " " + place.detail());
  }

  private void steps(Explanation explanation) {
    if (explanation.steps().isEmpty()) {
      return;
    }
    console.line("  What each step keeps, and what it passes on");
    List<String> earners =
        explanation.ways().leaves().stream()
            .map(way -> way.steps().get(way.steps().size() - 1))
            .toList();
    for (Earner earner : explanation.earners()) {
      if (earners.contains(earner.earnerId())) {
        console.line(
            "    "
                + earner.earnerId()
                + " earned: retains "
                + units(earner.retainedMicros())
                + " (royalty_rate_ppm), gives "
                + units(earner.fundsMicros())
                + " to funds (levies_ppm), passes on "
                + units(earner.onMicros()));
      }
    }
    explanation.steps().stream().limit(10L * top * depth).forEach(hop -> console.line(told(hop)));
  }

  private static String units(long micros) {
    return Micros.units(micros);
  }

  private static String told(Hop hop) {
    String kept =
        hop.kept().stream()
            .map(
                each ->
                    Comparison.percent(each.share())
                        + " "
                        + each.destination().key()
                        + (each.reason() == null ? "" : " " + each.reason().key()))
            .collect(Collectors.joining(", "));
    String who =
        hop.members().size() == 1
            ? hop.enteredId()
            : "the cycle of " + String.join(", ", hop.members());
    return "    "
        + who
        + " passes on "
        + Comparison.percent(hop.passed())
        + " by "
        + hop.rule()
        + (kept.isEmpty() ? ", keeps nothing" : ", keeps " + kept);
  }

  void documents(List<CreditedDocument> documents) {
    console.line(documents.isEmpty() ? "  No document is known." : "  The documents");
    for (CreditedDocument each : documents) {
      console.line(
          each.documents() > 1 || each.name().equals("other")
              ? amount(each.micros()) + "  other: " + each.documents() + " documents"
              : amount(each.micros())
                  + "  "
                  + each.name()
                  + ", "
                  + each.tokens()
                  + " tokens, licence "
                  + known(each.licence())
                  + ", crawl "
                  + known(each.crawl())
                  + ", linked by "
                  + each.linkedBy()
                  + ", "
                  + each.consent());
      console.document(ExplanationDocuments.document(each));
    }
  }

  private static String known(String text) {
    return text.isEmpty() ? "unknown" : text;
  }

  void comparison(Explanation before, Explanation after, Comparison comparison) {
    console.line(
        "From "
            + before.period()
            + " to "
            + after.period()
            + ": "
            + Micros.units(before.micros())
            + ARROW
            + Micros.units(after.micros())
            + ", "
            + Micros.units(after.micros().subtract(before.micros())));
    comparison
        .byEarner()
        .forEach((earner, micros) -> console.line(amount(micros) + "  by " + earner));
    console.line("  What changed");
    for (Comparison.Cause cause : comparison.causes()) {
      String kind = cause.kind().name().toLowerCase(Locale.ROOT);
      console.line(
          "    " + kind + ": " + cause.subject() + ", " + cause.before() + ARROW + cause.after());
      console.document(
          Map.of(
              "changed", kind,
              "subject", cause.subject(),
              "before", cause.before(),
              "after", cause.after()));
    }
    console.document(
        Map.of(
            "from", before.period().toString(),
            "to", after.period().toString(),
            "difference_micros", after.micros().subtract(before.micros()),
            "by_earner", comparison.byEarner()));
  }
}
