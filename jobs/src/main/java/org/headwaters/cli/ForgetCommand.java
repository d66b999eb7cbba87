package org.headwaters.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.jobs.care.ForgetJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A person who asks to be forgotten. */
@Command(
    name = "forget",
    description = {
      "Replaces a person's id by the pseudonym in every private table, drops names and addresses,"
          + " also of rejects, and deletes old files. Amounts stay as they are, and what arrives"
          + " later of the same person is taken in under the pseudonym.",
      "Several may be named at once, which costs as much as one.",
      "It cannot be undone, and a forgotten holder cannot be paid any more. Nobody can look back"
          + " in the tables concerned afterwards. Run it when no step runs."
    },
    footer = {
      "  headwaters forget --config headwaters.yaml --account account:example.org/ada --reason"
          + " \"asked for, case 12\"",
      "  headwaters forget --config headwaters.yaml --holder holder:ada --reason \"asked for, case"
          + " 12\" --alone"
    })
final class ForgetCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @ArgGroup(multiplicity = "1..*")
  List<Whom> whom = new ArrayList<>();

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "REASON",
      description = "Why; it stays for everybody to read, so it must not say who.")
  String reason = "";

  @Option(
      names = "--alone",
      description = "No step runs now: files that one may have left are deleted however young.")
  boolean alone;

  /** One person; several may be named. */
  static final class Whom {
    @Option(names = "--holder", paramLabel = "ID", description = "A holder who is a person.")
    @Nullable String holder;

    @Option(
        names = "--account",
        paramLabel = "ID",
        description = "An account: account:site/author.")
    @Nullable String account;

    @Option(
        names = "--rater",
        paramLabel = "ID",
        description = "Somebody who gave feedback: the id in it, or the pseudonym.")
    @Nullable String rater;
  }

  @Override
  public Integer call() {
    ForgetJob.How how = new ForgetJob.How(reason, alone, Instant.now());
    List<ForgetJob.Asked> asked = new ArrayList<>();
    for (Whom one : whom) {
      if (one.holder != null) {
        asked.add(new ForgetJob.Asked(ForgetJob.Kind.HOLDER, one.holder));
      } else if (one.account != null) {
        asked.add(new ForgetJob.Asked(ForgetJob.Kind.ACCOUNT, one.account));
      } else if (one.rater != null) {
        asked.add(new ForgetJob.Asked(ForgetJob.Kind.RATER, one.rater));
      }
    }
    ForgetJob job = new ForgetJob(asked, how);
    return options.step((settings, context) -> job);
  }
}
