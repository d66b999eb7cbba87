package org.headwaters.core.statement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.proof.Sums;
import org.headwaters.core.proof.TableRoot;

/** A leaf of a sum tree, all that it says, and where it stands. */
public record LeafProof(SumLeaf leaf, SumProof proof) {
  private static final String DATA = "data";
  private static final String PROOF = "proof";
  private static final String SUMS = "sums";

  /**
   * Where the leaf stands in the tree of a booking.
   *
   * @throws InvalidInput if it is of another kind or tree, or does not lead to the root
   */
  SumProof.Place check(SumLeaf.Kind kind, String of, TableRoot root) {
    checkTree(kind, of);
    return proof.check(leaf.node(), root.rows(), root.root());
  }

  /** Says that the leaf belongs to a tree, as its own data must; InvalidInput if they do not. */
  void checkTree(SumLeaf.Kind kind, String of) {
    InvalidInput.check(
        leaf.kind() == kind && leaf.of().equals(of),
        "The leaf is of the tree %s of '%s', not of %s of '%s'.",
        leaf.kind().key(),
        leaf.of(),
        kind.key(),
        of);
  }

  /**
   * What the leaf says under a name.
   *
   * @throws InvalidInput if it says nothing
   */
  String said(String name) {
    String said = leaf.content().get(name);
    if (said == null) {
      throw new InvalidInput("A leaf of %s does not say its %s.", leaf.kind().key(), name);
    }
    return said;
  }

  /** As it stands in a file. */
  Json json() {
    return Json.object(
        Map.of(
            DATA, leaf.json(),
            SUMS, Json.texts(leaf.sums().each().stream().map(BigInteger::toString).toList()),
            PROOF, proof.json()));
  }

  /** Reads {@link #json}; InvalidInput for anything else. */
  static LeafProof of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, DATA, PROOF, SUMS);
    List<BigInteger> sums = new ArrayList<>(fields.naturals(SUMS));
    return new LeafProof(
        SumLeaf.of(what + ", " + DATA, fields.member(DATA), new Sums(sums)),
        SumProof.of(what + ", " + PROOF, fields.member(PROOF)));
  }
}
