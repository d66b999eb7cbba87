package org.headwaters.core.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwaters.core.lineage.Hop.Kept;
import org.headwaters.core.lineage.Hop.Onward;
import org.headwaters.core.lineage.WhoPaid.Crossing;
import org.headwaters.core.money.Rational;
import org.jspecify.annotations.Nullable;

/**
 * What each step of a way passes on and what it keeps, in exact shares of all that comes into it.
 * The shares of all ways out of a step and of what it keeps are one whole.
 */
public final class Hops {
  private final AssetGraph graph;
  private final Arrivals arrivals;
  private final Map<Integer, List<Exit>> exits = new HashMap<>();

  Hops(AssetGraph graph, Arrivals arrivals) {
    this.graph = graph;
    this.arrivals = arrivals;
  }

  /** The step of a way that crosses a group so and goes on to there. */
  public Hop of(Crossing crossing, Onward onward) {
    int group = graph.groups().groupOf(graph.index(crossing.enteredId()));
    Rational passed = Rational.ZERO;
    @Nullable Exit widest = null;
    for (Exit exit : exits(graph.index(crossing.leftId()))) {
      if (leads(exit, onward)) {
        passed = passed.add(exit.share());
        widest = widest == null || exit.share().compareTo(widest.share()) > 0 ? exit : widest;
      }
    }
    List<String> members = new ArrayList<>();
    for (int place = 0; place < graph.groups().size(group); place++) {
      members.add(graph.assetId(graph.groups().member(group, place)));
    }
    return new Hop(
        crossing.enteredId(),
        crossing.leftId(),
        members,
        widest == null ? Rational.ZERO : passed.multiply(visits(crossing.enteredId(), crossing)),
        widest == null ? "" : widest.path(),
        widest == null ? null : widest.stage(),
        widest == null ? null : widest.relation(),
        kept(group, crossing.enteredId()));
  }

  private List<Kept> kept(int group, String enteredId) {
    if (arrivals.isClosed(group)) {
      return List.of(
          new Kept(
              graph.groupId(group), Destination.UNDISCLOSED, Reason.CLOSED_CYCLE, Rational.ONE));
    }
    List<Kept> kept = new ArrayList<>();
    for (int place = 0; place < graph.groups().size(group); place++) {
      String member = graph.assetId(graph.groups().member(group, place));
      Rational there = visits(enteredId, new Crossing(enteredId, member));
      Map<Kept, Rational> sums = new LinkedHashMap<>();
      for (Exit exit : exits(graph.index(member))) {
        if (exit.destination() == Destination.OWN
            || exit.destination() == Destination.UNDISCLOSED) {
          Kept key = new Kept(member, exit.destination(), exit.reason(), Rational.ZERO);
          sums.merge(key, exit.share().multiply(there), Rational::add);
        }
      }
      sums.forEach(
          (key, share) -> kept.add(new Kept(member, key.destination(), key.reason(), share)));
    }
    kept.removeIf(each -> each.share().signum() == 0);
    return List.copyOf(kept);
  }

  /** How often what enters there is expected where it leaves. */
  private Rational visits(String enteredId, Crossing crossing) {
    Groups groups = graph.groups();
    int entered = graph.index(enteredId);
    return arrivals
        .visits(groups.groupOf(entered))
        .of(groups.place(entered), groups.place(graph.index(crossing.leftId())));
  }

  private List<Exit> exits(int asset) {
    return exits.computeIfAbsent(asset, graph::exits);
  }

  private static boolean leads(Exit exit, Onward onward) {
    return exit.destination() == onward.destination()
        && Objects.equals(exit.parentId(), onward.parentId());
  }
}
