package org.headwaters.core.lineage;

import java.util.List;
import org.headwaters.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * One step of a way: what becomes of the money that comes into an asset, or into a cycle of assets,
 * which is one step.
 *
 * @param members the assets of the cycle, ascending; one where there is none
 * @param passed the exact share of what comes in that goes on by this way
 * @param rule the keys of the exit tree that it goes by (docs/method.md 4.2)
 * @param stage of the edge that it goes on by, where it has one
 * @param relation of that edge
 * @param kept what stays here, with the makers or undisclosed, of all that comes in
 */
public record Hop(
    String enteredId,
    String leftId,
    List<String> members,
    Rational passed,
    String rule,
    @Nullable Stage stage,
    @Nullable Relation relation,
    List<Kept> kept) {

  /** Copies. */
  public Hop {
    members = List.copyOf(members);
    kept = List.copyOf(kept);
  }

  /**
   * What does not go on.
   *
   * @param reason for {@link Destination#UNDISCLOSED} only
   * @param share of all that comes into the step
   */
  public record Kept(
      String assetId, Destination destination, @Nullable Reason reason, Rational share) {}

  /**
   * Where a way goes on to from here.
   *
   * @param parentId for {@link Destination#ASSET} only
   */
  public record Onward(Destination destination, @Nullable String parentId) {
    /** To another asset. */
    public static Onward to(String parentId) {
      return new Onward(Destination.ASSET, parentId);
    }
  }
}
