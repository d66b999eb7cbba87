package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.TableRoot;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table, as its canonical texts, and where it stands under the table's root.
 *
 * @param cells by column; one without a value is not there
 */
public record RowProof(SortedMap<String, String> cells, Inclusion<Hash> inclusion) {
  private static final String INDEX = "index";
  private static final String PATH = "path";
  private static final String ROW = "row";
  private static final String SIZE = "size";

  public RowProof {
    cells = new TreeMap<>(cells);
  }

  /** InvalidInput unless the row stands in the table that the root is of. */
  void check(TableRoot root) {
    InvalidInput.check(
        inclusion.size() == root.rows(),
        "%s: the proof is of %d rows, the table has %d.",
        root.table(),
        inclusion.size(),
        root.rows());
    Inclusion.check(inclusion, Hash.ofLeaf(row().bytes()), root.root());
  }

  private Json row() {
    Map<String, Json> texts = new TreeMap<>();
    cells.forEach((column, text) -> texts.put(column, Json.text(text)));
    return Json.object(texts);
  }

  /** A cell; null for none. */
  @Nullable String cell(String column) {
    return cells.get(column);
  }

  /** A cell that must be there; InvalidInput if it is not. */
  String said(String column) {
    String cell = cells.get(column);
    if (cell == null) {
      throw new InvalidInput("A row of the proof has no %s.", column);
    }
    return cell;
  }

  /** A cell that is a whole number; InvalidInput for anything else. */
  long number(String column) {
    return JsonFields.signed(column, said(column));
  }

  /** As it stands in a file. */
  Json json() {
    return Json.object(
        Map.of(
            ROW, row(),
            INDEX, Json.text(inclusion.index()),
            SIZE, Json.text(inclusion.size()),
            PATH, Json.texts(inclusion.path().stream().map(Hash::hex).toList())));
  }

  /** Reads {@link #json}; InvalidInput for anything else. */
  static RowProof of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, INDEX, PATH, ROW, SIZE);
    List<Hash> path = new ArrayList<>();
    fields.texts(PATH).forEach(hash -> path.add(Hash.parseHex(hash)));
    return new RowProof(
        fields.named(ROW), new Inclusion<>(fields.number(INDEX), fields.number(SIZE), path));
  }
}
