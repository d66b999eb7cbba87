package org.headwaters.core.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.InvalidInput;

/**
 * The proof of a leaf in a sum tree: where it stands, how many leaves there are, and each sibling's
 * hash and sums. Checking it yields what the split rule needs: the sums before the leaf and the
 * totals.
 */
public record SumProof(Inclusion<SumNode> inclusion) {
  private static final String INDEX = "index";
  private static final String SIZE = "size";
  private static final String PATH = "path";

  /**
   * What a good proof says.
   *
   * @param before what the leaves before this one add up to
   * @param total what all leaves add up to
   */
  public record Place(long index, long size, Sums before, Sums total) {}

  /**
   * Checks the proof against a root that is trusted, as it was published with its size.
   *
   * @throws InvalidInput if the leaf does not stand there, or if a sum overflows on the way
   */
  public Place check(SumNode leaf, long size, Hash root) {
    InvalidInput.check(
        inclusion.size() == size,
        "Proof of leaf %d of %d: the tree has %d leaves.",
        inclusion.index(),
        inclusion.size(),
        size);
    Sums[] before = {Sums.zero(leaf.sums().each().size())};
    SumNode made =
        inclusion.root(leaf, SumNode.RULE, sibling -> before[0] = before[0].plus(sibling.sums()));
    InvalidInput.check(
        made.hash().equals(root),
        "Proof of leaf %d of %d: it leads to the root %s, not to %s.",
        inclusion.index(),
        size,
        made.hash(),
        root);
    return new Place(inclusion.index(), size, before[0], made.sums());
  }

  /** As it stands in a file: {@code {"index","path":[[hash, sum, …], …],"size"}}. */
  public Json json() {
    List<Json> path = new ArrayList<>();
    for (SumNode sibling : inclusion.path()) {
      List<String> node = new ArrayList<>(List.of(sibling.hash().hex()));
      sibling.sums().each().forEach(sum -> node.add(sum.toString()));
      path.add(Json.texts(node));
    }
    return Json.object(
        Map.of(
            INDEX, Json.text(inclusion.index()),
            SIZE, Json.text(inclusion.size()),
            PATH, new Json.Array(path)));
  }

  /**
   * Reads what {@link #json} made.
   *
   * @param what names the proof in errors
   * @throws InvalidInput for anything else
   */
  public static SumProof of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, INDEX, PATH, SIZE);
    List<SumNode> path = new ArrayList<>();
    for (Json sibling : fields.array(PATH)) {
      List<String> node = JsonFields.texts(what + ", " + PATH, sibling);
      InvalidInput.check(node.size() > 1, "%s, %s: a sibling without sums.", what, PATH);
      List<BigInteger> sums = new ArrayList<>();
      for (String sum : node.subList(1, node.size())) {
        sums.add(Decimals.natural(what + ", " + PATH, sum));
      }
      path.add(new SumNode(Hash.parseHex(node.get(0)), new Sums(sums)));
    }
    return new SumProof(new Inclusion<>(fields.number(INDEX), fields.number(SIZE), path));
  }
}
