package org.headwaters.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.books.RightToKnowJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The extract that a rights holder may ask for. */
@Command(
    name = "right-to-know",
    description = {
      "Writes every document of a source or holder that data sets which earned hold: url, time,"
          + " digest, crawl, consent at fetch, licence, data set, models, and what it was worth.",
      "Whoever has no claim proves the account to you, and you name it in the clear."
    },
    footer = {
      "  headwaters right-to-know --config headwaters.yaml --source domain:example.org --out"
          + " own.csv",
      "  headwaters right-to-know --config headwaters.yaml --holder holder:daily --format json"
          + " --out own.jsonl"
    })
final class RightToKnowCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @ArgGroup(multiplicity = "1")
  Asked asked = new Asked();

  /** One of them is given. */
  static final class Asked {
    @Option(
        names = "--source",
        paramLabel = "ID",
        description = "One source; the id as it is shown, or in the clear.")
    @Nullable String source;

    @Option(
        names = "--holder",
        paramLabel = "ID",
        description = "Every source that a holder is owed money for.")
    @Nullable String holder;
  }

  @Option(names = "--format", paramLabel = "csv|json", description = "Default: csv.")
  String format = "csv";

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    RightToKnowJob.Format chosen;
    try {
      chosen = RightToKnowJob.Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageError("Cannot write as %s: use csv or json.", format);
    }
    return options.step(
        (settings, context) ->
            new RightToKnowJob(
                new RightToKnowJob.Request(
                    asked.source, asked.holder, chosen, out.toAbsolutePath())));
  }
}
