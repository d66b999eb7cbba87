package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Holders;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.Runs;
import org.headwaters.tables.Table;

/**
 * What a run rests on, as the table runs keeps it.
 *
 * @param deliveries the ids of the deliveries that decide each table
 * @param contributions the contributions_id of each data set
 * @param reportingCurrency of its policy
 */
record RunPins(
    String policyHash,
    String methodVersion,
    Map<String, List<String>> deliveries,
    Map<String, String> contributions,
    Optional<String> reportingCurrency) {
  /** The tables that may change what is owed to whom without changing the money path. */
  static final List<Table> CLAIMS = List.of(Claims.TABLE, CommunityMembers.TABLE, Holders.TABLE);

  static final String CONTRIBUTIONS = "contributions";

  static final String REPORTING_CURRENCY = "reporting_currency";

  private static final ObjectMapper JSON = new ObjectMapper();

  RunPins {
    deliveries = Map.copyOf(deliveries);
    contributions = Map.copyOf(contributions);
  }

  /** Those of a run that is planned. */
  static RunPins of(PeriodRun run) {
    return of(run.policy().hash(), PeriodRun.METHOD_VERSION, JSON.valueToTree(run.pins()));
  }

  /** Those of a run that was settled. */
  static RunPins read(Lake lake, String runId) {
    Row row =
        lake.read(Runs.TABLE)
            .where(
                col(Runs.RUN_ID).equalTo(runId).and(col(Runs.STATE).equalTo(RunStep.SETTLE.key())))
            .select(Runs.POLICY_HASH, Runs.METHOD_VERSION, Runs.INPUTS)
            .head();
    try {
      return of(row.getString(0), row.getString(1), JSON.readTree(row.getString(2)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not the pins of a run: " + row, e);
    }
  }

  private static RunPins of(String policyHash, String methodVersion, JsonNode pins) {
    Map<String, List<String>> deliveries = new TreeMap<>();
    Map<String, String> contributions = new TreeMap<>();
    pins.properties()
        .forEach(
            pin -> {
              if (pin.getKey().equals(CONTRIBUTIONS)) {
                pin.getValue()
                    .properties()
                    .forEach(set -> contributions.put(set.getKey(), set.getValue().asText()));
              } else if (!pin.getKey().equals(REPORTING_CURRENCY)) {
                List<String> ids = new ArrayList<>();
                pin.getValue().forEach(id -> ids.add(id.asText()));
                deliveries.put(pin.getKey(), ids);
              }
            });
    return new RunPins(
        policyHash,
        methodVersion,
        deliveries,
        contributions,
        Optional.ofNullable(pins.get(REPORTING_CURRENCY)).map(JsonNode::asText));
  }

  /**
   * Whether a later run of the same flows divides what reached its sources among the same sources
   * by the same rules, so that only claims can have moved money. Data sets that came since do not
   * count: no money of these flows reached them.
   */
  boolean differOnlyInClaims(RunPins later) {
    String attributions = OutputAttributions.TABLE.name();
    return policyHash.equals(later.policyHash)
        && methodVersion.equals(later.methodVersion)
        && deliveries
            .getOrDefault(attributions, List.of())
            .equals(later.deliveries.getOrDefault(attributions, List.of()))
        && later.contributions.entrySet().containsAll(contributions.entrySet());
  }
}
