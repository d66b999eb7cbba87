package org.headwaters.tables;

import java.util.List;
import java.util.stream.Stream;
import org.headwaters.core.UsageError;

/** All tables there are. */
public final class Catalogue {
  /** What is delivered, in the order in which it is taken in. */
  public static final List<Table> INPUTS =
      List.of(
          Captures.TABLE,
          ManifestEntries.TABLE,
          Authorship.TABLE,
          Assets.TABLE,
          Derivations.TABLE,
          ServedUsage.TABLE,
          Feedback.TABLE,
          OutputAttributions.TABLE,
          Revenue.TABLE,
          Receipts.TABLE,
          Payments.TABLE,
          ExchangeRates.TABLE,
          Holders.TABLE,
          CommunityMembers.TABLE,
          Claims.TABLE,
          ConsentSignals.TABLE,
          ValueEvents.TABLE);

  /** What the steps make, in the order of the pipeline. */
  public static final List<Table> OUTPUTS =
      List.of(
          FirstCaptures.TABLE,
          DocumentLinks.TABLE,
          People.TABLE,
          Contributions.TABLE,
          ContributionTrees.TABLE,
          Policies.TABLE,
          LineageNodes.TABLE,
          LineageEdges.TABLE,
          LineageFindings.TABLE,
          Pools.TABLE,
          AssetFlows.TABLE,
          AssetBalances.TABLE,
          HolderCredits.TABLE,
          StatementLines.TABLE,
          Journal.TABLE,
          Statements.TABLE,
          StatementLeaves.TABLE,
          Payouts.TABLE,
          Coverage.TABLE,
          MissingInputs.TABLE,
          TopSources.TABLE,
          TableRoots.TABLE);

  /** What one run of a period makes, of {@link #OUTPUTS} in their order. */
  public static final List<Table> RESULTS =
      OUTPUTS.stream().filter(table -> table.partitions().equals(Table.OF_A_RUN)).toList();

  /** The lake's own books. */
  public static final List<Table> CONTROL =
      List.of(
          Rejects.TABLE,
          UnresolvedNames.TABLE,
          Deliveries.TABLE,
          KnownFiles.TABLE,
          ContributionSets.TABLE,
          Bookings.TABLE,
          Runs.TABLE,
          Erasures.TABLE,
          ForgottenPersons.TABLE);

  /** Inputs, outputs, control. */
  public static final List<Table> ALL =
      Stream.of(INPUTS, OUTPUTS, CONTROL).flatMap(List::stream).toList();

  private Catalogue() {}

  /**
   * The table of that name.
   *
   * @throws UsageError if there is none
   */
  public static Table named(String name) {
    return ALL.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "There is no table %s. Use one of %s.",
                    name, String.join(", ", ALL.stream().map(Table::name).toList())));
  }
}
