package org.headwaters.core.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;

/**
 * What the holder gets of one source's credit at one data set.
 *
 * @param covers patterns of longer reach that the source's path lies under, the shortest first; a
 *     pseudonym does not show it
 * @param contribution the source's weight; empty where no weights divide the part
 * @param micros by claim, none 0
 */
public record LineProof(
    String originId,
    String part,
    String sourceId,
    List<String> covers,
    Optional<LeafProof> contribution,
    SortedMap<String, Long> micros) {
  private static final String CONTRIBUTION = "contribution";
  private static final String COVERS = "covers";
  private static final String MICROS = "micros";
  private static final String ORIGIN = "dataset_id";
  private static final String PART = "part";
  private static final String SOURCE = "source_id";

  public LineProof {
    covers = List.copyOf(covers);
    micros = new TreeMap<>(micros);
  }

  /** The line as it is told. */
  String told() {
    return sourceId + ", " + originId + ", " + part;
  }

  /** All claims' amounts together. */
  long amountMicros() {
    return micros.values().stream().reduce(0L, Math::addExact);
  }

  /** As it stands in a file. */
  Json json() {
    Map<String, Json> amounts = new TreeMap<>();
    micros.forEach((claim, amount) -> amounts.put(claim, Json.text(amount)));
    return Json.object(
        Map.of(
            ORIGIN, Json.text(originId),
            PART, Json.text(part),
            SOURCE, Json.text(sourceId),
            COVERS, Json.texts(covers),
            CONTRIBUTION, new Json.Array(contribution.stream().map(LeafProof::json).toList()),
            MICROS, Json.object(amounts)));
  }

  /** Reads {@link #json}; InvalidInput for anything else. */
  static LineProof of(String what, Json json) {
    JsonFields fields =
        JsonFields.of(what, json, CONTRIBUTION, COVERS, MICROS, ORIGIN, PART, SOURCE);
    SortedMap<String, Long> micros = new TreeMap<>();
    fields
        .named(MICROS)
        .forEach((claim, text) -> micros.put(claim, JsonFields.signed(what + ", " + MICROS, text)));
    InvalidInput.check(
        !micros.isEmpty() && !micros.containsValue(0L), "%s: a claim that gets nothing.", what);
    List<Json> leaves = fields.array(CONTRIBUTION);
    InvalidInput.check(leaves.size() <= 1, "%s: %d weights of one source.", what, leaves.size());
    return new LineProof(
        fields.text(ORIGIN),
        fields.text(PART),
        fields.text(SOURCE),
        fields.texts(COVERS),
        leaves.stream().map(leaf -> LeafProof.of(what + ", " + CONTRIBUTION, leaf)).findFirst(),
        micros);
  }
}
