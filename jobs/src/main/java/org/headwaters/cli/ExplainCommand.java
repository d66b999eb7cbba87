package org.headwaters.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.Comparison;
import org.headwaters.jobs.books.CreditedDocument;
import org.headwaters.jobs.books.Explanation;
import org.headwaters.jobs.books.Explanation.Subject;
import org.headwaters.jobs.books.ExplanationReader;
import org.headwaters.jobs.step.JobContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Why an amount is what it is. */
@Command(
    name = "explain",
    description = {
      "Shows the ways by which the money of a holder, source or asset came, from the revenue on:"
          + " every part adds up to the amount.",
      "For those who may read the lake's private tables. The policy that the period was booked"
          + " under must be among those given."
    },
    footer = {
      "  headwaters explain --config headwaters.yaml --holder holder:daily --period 2026-09",
      "  headwaters explain --config headwaters.yaml --source domain:example.org --period 2026-09"
          + " --documents --depth 3",
      "  headwaters explain --config headwaters.yaml --asset model:acme/one --period 2026-09"
          + " --compare 2026-10"
    })
final class ExplainCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @ArgGroup(multiplicity = "1")
  Asked asked = new Asked();

  /** One of them is given. */
  static final class Asked {
    @Option(
        names = "--holder",
        paramLabel = "ID",
        description = "What a holder is owed; the id as it is shown, or in the clear.")
    @Nullable String holder;

    @Option(
        names = "--source",
        paramLabel = "ID",
        description = "What a source is credited with; the id as it is shown, or in the clear.")
    @Nullable String source;

    @Option(names = "--asset", paramLabel = "ID", description = "What comes to an asset.")
    @Nullable String asset;

    Subject subject() {
      return holder != null ? Subject.HOLDER : source != null ? Subject.SOURCE : Subject.ASSET;
    }

    String id() {
      String id = holder != null ? holder : source != null ? source : asset;
      return id == null ? "" : id;
    }
  }

  @Option(names = "--period", required = true, paramLabel = "YYYY-MM", description = "The month.")
  String period = "";

  @Option(
      names = "--compare",
      paramLabel = "YYYY-MM",
      description = "Another month: what changed from the first to this one, and why.")
  @Nullable String compare;

  @Option(names = "--documents", description = "Also the documents that carried the money.")
  boolean documents;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many levels of ways are open; default: ${DEFAULT-VALUE}.")
  int depth;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "How many of each level are shown, the largest first; default: ${DEFAULT-VALUE}.")
  int top;

  @Override
  public Integer call() {
    UsageError.check(depth > 0 && top > 0, "Give --depth and --top as 1 or more.");
    Period first = Period.parse(period);
    options.recorded(
        (settings, recorder, context) -> {
          Explanation explanation = explain(context, first);
          ExplanationText text = new ExplanationText(options.console(), depth, top);
          text.print(explanation);
          if (documents) {
            text.documents(documents(context, explanation));
          }
          if (compare != null) {
            Explanation other = explain(context, Period.parse(compare));
            text.comparison(explanation, other, Comparison.of(explanation, other));
          }
        });
    return ExitCode.DONE.code();
  }

  private Explanation explain(JobContext context, Period month) {
    context.progress().doing("explain " + month);
    return ExplanationReader.of(context, asked.subject(), asked.id(), month);
  }

  private List<CreditedDocument> documents(JobContext context, Explanation of) {
    return CreditedDocument.of(
        org.headwaters.jobs.period.OpenedPeriod.open(context, of.period()), of.credits(), top);
  }
}
