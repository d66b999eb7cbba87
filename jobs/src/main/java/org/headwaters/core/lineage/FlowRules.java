package org.headwaters.core.lineage;

import java.util.Map;
import org.headwaters.core.Breach;
import org.headwaters.core.UsageError;
import org.headwaters.core.money.Apportionment;

/**
 * The parts of a policy that shape the asset graph. What a map does not name is 0.
 *
 * @param stagesPpm how an asset's money divides among the stages it has, by its kind
 * @param undisclosedPpm what of the rest is undisclosed, by disclosure
 * @param ownShareMaxPpm the most that an asset's maker may keep, by its kind
 * @param feedbackPpm of a data set's contents, when it has both feedback and other contents
 * @param documentUnits what one token, or one document, weighs in a data set's contributions;
 *     declared weights beside documents are in tokens or documents
 */
public record FlowRules(
    Map<AssetKind, Map<Stage, Integer>> stagesPpm,
    Map<Disclosure, Integer> undisclosedPpm,
    Map<AssetKind, Integer> ownShareMaxPpm,
    int feedbackPpm,
    int documentUnits) {

  /** Throws {@link UsageError} for ppm below 0, or above 10⁶ where they are a share. */
  public FlowRules {
    stagesPpm.forEach(
        (kind, stages) ->
            stages.forEach(
                (stage, ppm) ->
                    UsageError.check(
                        ppm >= 0,
                        "stages_ppm.%s.%s is %s; give 0 or more.",
                        kind.key(),
                        stage.key(),
                        ppm)));
    undisclosedPpm.forEach((key, ppm) -> checkShare("undisclosed_ppm." + key.key(), ppm));
    ownShareMaxPpm.forEach((key, ppm) -> checkShare("own_share_max_ppm." + key.key(), ppm));
    checkShare("feedback_ppm", feedbackPpm);
    Breach.check(
        documentUnits > 0 && Apportionment.PPM % documentUnits == 0,
        "A token or document weighs %s units, which do not divide 1000000.",
        documentUnits);
    stagesPpm = Map.copyOf(stagesPpm);
    undisclosedPpm = Map.copyOf(undisclosedPpm);
    ownShareMaxPpm = Map.copyOf(ownShareMaxPpm);
  }

  int stagePpm(AssetKind kind, Stage stage) {
    return stagesPpm.getOrDefault(kind, Map.of()).getOrDefault(stage, 0);
  }

  int undisclosedPpm(Disclosure disclosure) {
    return undisclosedPpm.getOrDefault(disclosure, 0);
  }

  int ownShareMaxPpm(AssetKind kind) {
    return ownShareMaxPpm.getOrDefault(kind, 0);
  }

  private static void checkShare(String name, int ppm) {
    UsageError.check(
        0 <= ppm && ppm <= Apportionment.PPM, "%s is %s; give 0 to 1000000.", name, ppm);
  }
}
