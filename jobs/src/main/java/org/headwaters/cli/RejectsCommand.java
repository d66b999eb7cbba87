package org.headwaters.cli;

import java.util.concurrent.Callable;
import org.headwaters.jobs.arrival.RejectsJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rows that did not come in, and what to do about each. */
@Command(
    name = "rejects",
    description = "Shows the rows that were rejected: by rule, then one by one, each with the fix.",
    footer = {
      "  headwaters rejects --lake ./lake",
      "  headwaters rejects --config headwaters.yaml --table revenue --rule is_a_decimal --reveal"
    })
final class RejectsCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      completionCandidates = TableNames.Inputs.class,
      description = "Only rows of this table: one of ${COMPLETION-CANDIDATES}.")
  String table = "";

  @Option(names = "--rule", paramLabel = "RULE", description = "Only rows that broke this rule.")
  String rule = "";

  @Option(
      names = "--delivery",
      paramLabel = "ID",
      description = "Only rows of the delivery whose id begins so.")
  String delivery = "";

  @Option(
      names = "--reveal",
      description =
          "Show also values that may tell who somebody is: for those who may read private/.")
  boolean reveal;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      defaultValue = "100",
      description = "So many rows one by one; default: ${DEFAULT-VALUE}.")
  int limit;

  @Override
  public Integer call() {
    return options.step(
        (settings, context) ->
            new RejectsJob(new RejectsJob.Choice(table, rule, delivery, reveal, limit)));
  }
}
