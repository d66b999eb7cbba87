package org.headwaters.core.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.TableRoot;

/**
 * A booking of the month, where it stands in the history, and what it adds to the holder's account.
 *
 * @param inclusion of the booking's entry in the log whose checkpoint the file holds
 * @param roots what the booking's tables_root is the root of
 * @param leaf what it adds; empty for nothing
 */
public record BookingProof(
    Booking booking, Inclusion<Hash> inclusion, List<TableRoot> roots, Optional<LeafProof> leaf) {
  private static final String ENTRY = "entry";
  private static final String INDEX = "index";
  private static final String LEAF = "leaf";
  private static final String PATH = "path";
  private static final String ROOTS = "roots";
  private static final String SIZE = "size";

  public BookingProof {
    roots = List.copyOf(roots);
  }

  /**
   * The root of a table.
   *
   * @throws InvalidInput if the booking fixed none
   */
  TableRoot root(String table, String period) {
    return roots.stream()
        .filter(root -> root.table().equals(table) && root.period().equals(period))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "Booking %d fixed no root of %s of %s.", booking.seq(), table, period));
  }

  /** As it stands in a file. */
  Json json() {
    return Json.object(
        Map.of(
            ENTRY, booking.json(),
            INDEX, Json.text(inclusion.index()),
            SIZE, Json.text(inclusion.size()),
            PATH, Json.texts(inclusion.path().stream().map(Hash::hex).toList()),
            ROOTS, new Json.Array(TableRoot.ordered(roots).stream().map(TableRoot::json).toList()),
            LEAF, new Json.Array(leaf.stream().map(LeafProof::json).toList())));
  }

  /** Reads {@link #json}; InvalidInput for anything else. */
  static BookingProof of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, ENTRY, INDEX, LEAF, PATH, ROOTS, SIZE);
    List<Hash> path = new ArrayList<>();
    fields.texts(PATH).forEach(hash -> path.add(Hash.parseHex(hash)));
    List<TableRoot> roots = new ArrayList<>();
    for (Json root : fields.array(ROOTS)) {
      roots.add(TableRoot.of(what + ", " + ROOTS, root));
    }
    List<Json> leaves = fields.array(LEAF);
    InvalidInput.check(leaves.size() <= 1, "%s: %d leaves of one holder.", what, leaves.size());
    return new BookingProof(
        Booking.parse(what + ", " + ENTRY, fields.member(ENTRY).bytes()),
        new Inclusion<>(fields.number(INDEX), fields.number(SIZE), path),
        roots,
        leaves.stream().map(each -> LeafProof.of(what + ", " + LEAF, each)).findFirst());
  }
}
