package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.headwaters.core.TryAgain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LostRace;
import org.headwaters.tables.Runs;

/**
 * The steps of a run that are finished: written last, so that a step is either whole or done again.
 */
enum RunStep {
  LINEAGE,
  PROPAGATE,
  SETTLE;

  private static final ObjectMapper JSON = new ObjectMapper();

  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  boolean isDone(Lake lake, PeriodRun run) {
    return !lake.read(Runs.TABLE)
        .where(col(Runs.RUN_ID).equalTo(run.runId()).and(col(Runs.STATE).equalTo(key())))
        .isEmpty();
  }

  /** The sets of contributions that a run of this step rests on, in order. */
  List<String> contributionsIds(Lake lake, String runId) {
    Row pins =
        lake.read(Runs.TABLE)
            .where(col(Runs.RUN_ID).equalTo(runId).and(col(Runs.STATE).equalTo(key())))
            .select(Runs.INPUTS)
            .head();
    try {
      List<String> ids = new ArrayList<>();
      JSON.readTree(pins.getString(0)).path("contributions").forEach(id -> ids.add(id.asText()));
      return ids.stream().distinct().sorted().toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not the pins of a run: " + pins, e);
    }
  }

  /**
   * Notes that every table of the step is written. Of two processes that did the same work one
   * notes it; both are right.
   */
  void finish(Lake lake, PeriodRun run) {
    String pins;
    try {
      pins = JSON.writeValueAsString(run.pins());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    Runs.Finished finished =
        new Runs.Finished(
            run.runId(),
            run.period().toString(),
            run.policy().name() + " " + run.policy().version(),
            run.policy().hash(),
            PeriodRun.METHOD_VERSION,
            pins,
            key());
    try {
      lake.appendOnce(
          Runs.CODEC, List.of(finished), Runs.TABLE.name() + ":" + key() + ":" + run.runId(), 1);
    } catch (LostRace e) {
      TryAgain.check(
          isDone(lake, run), "Others keep writing table %s. Run the command again.", Runs.TABLE);
    }
  }
}
