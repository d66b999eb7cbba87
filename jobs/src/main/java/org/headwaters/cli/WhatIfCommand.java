package org.headwaters.cli;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.core.answers.Sensitivity.Moved;
import org.headwaters.core.answers.Spread;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.arrival.TriedRows;
import org.headwaters.jobs.books.WhatIf;
import org.headwaters.jobs.books.WhatIf.Both;
import org.headwaters.jobs.books.WhatIf.Movers;
import org.headwaters.jobs.books.WhatIfReader;
import org.headwaters.tables.Claims;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What another policy, or other claims, would do. */
@Command(
    name = "whatif",
    description = {
      "Settles a booked month under another policy, with other claims, or both, and says who would"
          + " gain and who would lose. Nothing is written.",
      "Here --policy names the policy to try; the one that the month was booked under is among"
          + " those of the settings. Both must have the same attribution."
    },
    footer = {
      "  headwaters whatif --config headwaters.yaml --policy other.yaml --period 2026-09",
      "  headwaters whatif --config headwaters.yaml --claims claims.csv --period 2026-09 --json"
    })
final class WhatIfCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--claims",
      paramLabel = "FILE",
      description = "Rows of the table claims, in place of those that the month was booked with.")
  @Nullable Path claims;

  @Option(names = "--period", required = true, paramLabel = "YYYY-MM", description = "The month.")
  String period = "";

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many of each list are shown, at most 20; default: ${DEFAULT-VALUE}.")
  int top;

  @Override
  public Integer call() {
    Period month = Period.parse(period);
    List<Path> tried = options.policies == null ? List.of() : options.policies;
    UsageError.check(
        tried.size() <= 1, "Name one policy to try with --policy; %s are named.", tried.size());
    Path file = claims;
    UsageError.check(
        !tried.isEmpty() || file != null,
        "Say what to try: --policy FILE, --claims FILE, or both.");
    Policy policy = tried.isEmpty() ? null : Policy.of(YamlFile.read(tried.get(0)));
    // The booked month's policy comes from the settings.
    options.policies = null;
    String under =
        (policy == null ? "its own policy" : policy.name() + " " + policy.version())
            + (file == null ? "" : " with the claims of " + file.getFileName());
    options.recorded(
        (settings, recorder, context) ->
            print(
                WhatIfReader.of(
                    context,
                    month,
                    new WhatIfReader.Tried(
                        policy,
                        file == null
                            ? null
                            : TriedRows.of(
                                context, Claims.TABLE, file.toAbsolutePath().toString()))),
                under));
    return ExitCode.DONE.code();
  }

  private void print(WhatIf whatIf, String under) {
    Console console = options.console();
    console.line(
        whatIf.period()
            + " under "
            + under
            + ", in "
            + whatIf.currency()
            + ": as booked → as it would be");
    table("", whatIf.totals());
    table("Funds", whatIf.funds());
    table("Providers, what they retain and their own shares", whatIf.providers());
    movers("Sources", whatIf.sources());
    movers("Holders", whatIf.holders());
    if (!whatIf.sensitivity().isEmpty()) {
      console.line("  What moves if a number is cut by a tenth");
    }
    int shown = 0;
    for (Moved moved : whatIf.sensitivity()) {
      String kind = moved.kind().name().toLowerCase(Locale.ROOT);
      if (shown++ < top) {
        console.line(amount(moved.movedMicros()) + "  " + kind + " " + moved.name());
        moved.changes().stream()
            .limit(2)
            .forEach(
                change -> console.line("    " + amount(change.micros()) + "  " + change.place()));
      }
      Map<String, Object> changes = new LinkedHashMap<>();
      moved.changes().forEach(change -> changes.put(change.place(), change.micros()));
      console.document(
          Map.of(
              "cut", kind,
              "name", moved.name(),
              "before", moved.before(),
              "after", moved.after(),
              "moved_micros", moved.movedMicros(),
              "changes", changes));
    }
    console.line("Nothing was written.");
  }

  private void table(String title, Map<String, Both> rows) {
    if (!title.isEmpty()) {
      options.console().line("  " + title);
    }
    rows.forEach((name, both) -> row(title.isEmpty() ? "totals" : title, name, both));
  }

  private void row(String of, String name, Both both) {
    options
        .console()
        .line(
            amount(both.before())
                + " →"
                + amount(both.after())
                + "  "
                + (both.change().signum() > 0 ? "+" : "")
                + Micros.units(both.change())
                + "  "
                + name);
    options
        .console()
        .document(
            Map.of(
                "of", of.toLowerCase(Locale.ROOT),
                "name", name,
                "before_micros", both.before(),
                "after_micros", both.after()));
  }

  private void movers(String title, Movers movers) {
    options
        .console()
        .line(
            "  "
                + title
                + ": "
                + movers.gaining()
                + " gain, "
                + movers.losing()
                + " lose; the most");
    movers.most().entrySet().stream()
        .limit(top)
        .forEach(each -> row(title, each.getKey(), each.getValue()));
    spread(title, "as booked", movers.before());
    spread(title, "as it would be", movers.after());
  }

  private void spread(String title, String when, Spread spread) {
    options
        .console()
        .line(
            String.format(
                Locale.ROOT,
                "    %s: %d get something, Gini %s, the top 1 %% get %s %%, the top 10 get %s",
                when,
                spread.receivers(),
                java.math.BigDecimal.valueOf(spread.giniPpm(), 6).toPlainString(),
                java.math.BigDecimal.valueOf(spread.topPercentPpm(), 4).toPlainString(),
                Micros.units(spread.topTenMicros())));
    options
        .console()
        .document(
            Map.of(
                "spread_of", title.toLowerCase(Locale.ROOT),
                "when", when,
                "receivers", spread.receivers(),
                "gini_ppm", spread.giniPpm(),
                "top_percent_ppm", spread.topPercentPpm(),
                "top_ten_micros", spread.topTenMicros()));
  }

  private static String amount(BigInteger micros) {
    return String.format(Locale.ROOT, "%18s", Micros.units(micros));
  }
}
