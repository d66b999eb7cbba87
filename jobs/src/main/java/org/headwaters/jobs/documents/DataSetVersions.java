package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Attribution;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.RowShape;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Every data set that has entries or feedback, what it would be pinned to now, and what is
 * registered for it. Grows with data sets, not with documents.
 */
public final class DataSetVersions {
  private final Lake lake;
  private final Inputs inputs;
  private final Attribution attribution;
  private final Map<String, DocumentPins> pins = new TreeMap<>(KeyOrder.UTF8);
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Registered> registered;
  private @Nullable Set<String> withEntries;

  /** A row of contribution_sets. */
  record Registered(long seq, String contributionsId, String pins) {}

  private DataSetVersions(JobContext context, Inputs inputs, Attribution attribution) {
    this.lake = context.lake();
    this.inputs = inputs;
    this.attribution = attribution;
    String secretId = context.lakeSecret().pseudonyms().secretId();
    for (String datasetId : datasets()) {
      pins.put(datasetId, DocumentPins.now(inputs, datasetId, secretId));
    }
    this.registered = registered();
  }

  public static DataSetVersions now(JobContext context, Attribution attribution) {
    return new DataSetVersions(context, Inputs.now(context.lake()), attribution);
  }

  private DataSetVersions(Lake lake, DataSetVersions pinned) {
    this.lake = lake;
    this.inputs = pinned.inputs.in(lake);
    this.attribution = pinned.attribution;
    this.pins.putAll(pinned.pins);
    this.ids.putAll(pinned.ids);
    this.registered = pinned.registered;
    this.withEntries = pinned.withEntries;
  }

  /** The same versions, read through another object of the same lake: {@link Lake#with}. */
  DataSetVersions in(Lake other) {
    return new DataSetVersions(other, this);
  }

  Inputs inputs() {
    return inputs;
  }

  Attribution attribution() {
    return attribution;
  }

  Set<String> datasetIds() {
    return pins.keySet();
  }

  DocumentPins pins(String datasetId) {
    return java.util.Objects.requireNonNull(pins.get(datasetId));
  }

  public String id(String datasetId) {
    // Hashed once: it goes over every delivery of captures.
    return ids.computeIfAbsent(datasetId, each -> pins(each).contributionsId(attribution));
  }

  @Nullable Registered registered(String datasetId) {
    return registered.get(datasetId);
  }

  /** Whether the data set's entries and feedback are those that the registered set was made of. */
  boolean isCurrent(String datasetId) {
    Registered known = registered.get(datasetId);
    return known != null && pins(datasetId).sameVersion(known.pins());
  }

  /** Whether document_links of the id are written: they appear in one commit or not at all. */
  boolean hasLinks(String contributionsId) {
    return lake.count(DocumentLinks.TABLE, Map.of(DocumentLinks.CONTRIBUTIONS_ID, contributionsId))
        > 0;
  }

  /**
   * The data sets that have entries; found once, where deliveries have too many scopes to say so.
   */
  Set<String> withEntries() {
    if (withEntries == null) {
      Set<String> found = new TreeSet<>(KeyOrder.UTF8);
      inputs
          .current(ManifestEntries.TABLE)
          .select(ManifestEntries.DATASET_ID)
          .distinct()
          .collectAsList()
          .forEach(row -> found.add(row.getString(0)));
      withEntries = found;
    }
    return withEntries;
  }

  /** The contributions of a data set. */
  public record SetOf(String datasetId, String contributionsId) {}

  private static final RowShape<SetOf> SETS =
      RowShape.of(
          "sets of contributions",
          new StructType()
              .add(Contributions.DATASET_ID, DataTypes.StringType, false)
              .add(Contributions.CONTRIBUTIONS_ID, DataTypes.StringType, false),
          SetOf.class);

  /** dataset_id and contributions_id of some data sets, as a small table to join with. */
  Dataset<Row> table(List<String> datasetIds) {
    List<SetOf> sets = datasetIds.stream().map(each -> new SetOf(each, id(each))).toList();
    return lake.spark().createDataFrame(SETS.rows(sets), SETS.schema());
  }

  private Set<String> datasets() {
    Set<String> all = new TreeSet<>(KeyOrder.UTF8);
    for (Table table : List.of(ManifestEntries.TABLE, Feedback.TABLE)) {
      for (Delivery delivery : inputs.deciding(table)) {
        if (delivery.scopes().contains(Delivery.ANY)) {
          inputs
              .current(table)
              .select(ManifestEntries.DATASET_ID)
              .distinct()
              .collectAsList()
              .forEach(row -> all.add(row.getString(0)));
        } else {
          all.addAll(delivery.scopes());
        }
      }
    }
    return all;
  }

  private Map<String, Registered> registered() {
    Map<String, Registered> current = new TreeMap<>(KeyOrder.UTF8);
    for (Row row :
        lake.read(ContributionSets.TABLE)
            .where(col(ContributionSets.ATTRIBUTION_HASH).equalTo(attribution.hash()))
            .collectAsList()) {
      Registered set =
          new Registered(
              row.<Long>getAs(ContributionSets.SEQ),
              row.getAs(ContributionSets.CONTRIBUTIONS_ID),
              row.getAs(ContributionSets.PINS));
      current.merge(
          row.getAs(ContributionSets.DATASET_ID), set, (a, b) -> a.seq() > b.seq() ? a : b);
    }
    return current;
  }
}
