package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;

/**
 * The money that reached a data set or asset for one of its parts, and the tree of the weights that
 * divide it.
 *
 * @param originId the data set, asset or earner
 * @param part such as {@code documents}
 * @param flows every flow of the asset that is for the part, in their order
 * @param tree the row of contribution_trees; empty where no weights divide the part
 */
public record OriginProof(
    String originId, String part, List<RowProof> flows, Optional<RowProof> tree) {
  private static final String FLOWS = "flows";
  private static final String ORIGIN = "dataset_id";
  private static final String PART = "part";
  private static final String TREE = "tree";

  public OriginProof {
    flows = List.copyOf(flows);
  }

  /** As it stands in a file. */
  Json json() {
    return Json.object(
        Map.of(
            ORIGIN,
            Json.text(originId),
            PART,
            Json.text(part),
            FLOWS,
            new Json.Array(flows.stream().map(RowProof::json).toList()),
            TREE,
            new Json.Array(tree.stream().map(RowProof::json).toList())));
  }

  /** Reads {@link #json}; InvalidInput for anything else. */
  static OriginProof of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, FLOWS, ORIGIN, PART, TREE);
    List<RowProof> flows = new ArrayList<>();
    for (Json flow : fields.array(FLOWS)) {
      flows.add(RowProof.of(what + ", " + FLOWS, flow));
    }
    List<Json> tree = fields.array(TREE);
    InvalidInput.check(tree.size() <= 1, "%s: %d trees of one part.", what, tree.size());
    return new OriginProof(
        fields.text(ORIGIN),
        fields.text(PART),
        flows,
        tree.stream().map(row -> RowProof.of(what + ", " + TREE, row)).findFirst());
  }
}
