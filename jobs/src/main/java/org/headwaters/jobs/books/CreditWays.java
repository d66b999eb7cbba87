package org.headwaters.jobs.books;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Hop;
import org.headwaters.core.lineage.Hop.Onward;
import org.headwaters.core.lineage.Hops;
import org.headwaters.core.lineage.WhoPaid;
import org.headwaters.core.lineage.WhoPaid.Amount;
import org.headwaters.core.lineage.WhoPaid.Crossing;
import org.headwaters.core.lineage.WhoPaid.Way;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.period.OpenedPeriod;
import org.jspecify.annotations.Nullable;

/** The ways by which the money of some credits came, from each credit back to the earners. */
final class CreditWays {
  private final WhoPaid paid;
  private final Hops hops;
  private final List<Branch.Way> ways = new ArrayList<>();
  private final Set<Hop> steps = new LinkedHashSet<>();
  private final List<String> incomplete = new ArrayList<>();

  /** {@code since} was booked later than the money path and is a way of its own. */
  CreditWays(OpenedPeriod booked, List<Credit> credits, BigInteger since) {
    this.paid = booked.whoPaid();
    this.hops = paid.hops();
    credits.forEach(this::follow);
    if (since.signum() != 0) {
      ways.add(new Branch.Way(List.of("booked since, as claims changed"), since));
    }
  }

  Branch tree(String root) {
    return Branch.of(root, ways);
  }

  List<Hop> steps() {
    return List.copyOf(steps);
  }

  List<String> incomplete() {
    return incomplete;
  }

  private void follow(Credit credit) {
    List<String> start = new ArrayList<>();
    if (credit.sourceId() != null) {
      start.add(credit.sourceId());
    }
    if (credit.claimId() != null) {
      start.add("claim " + credit.claimId());
    }
    if (credit.part() != null) {
      start.add(credit.part());
    }
    if (CreditPart.LICENCE_FEE.key().equals(credit.part())) {
      // Paid for this very source: it never entered the asset graph.
      way(start, List.of(credit.originId()), credit.micros());
      return;
    }
    Amount amount = new Amount(credit.positiveMicros(), credit.negativeMicros());
    try {
      SortedMap<String, Way> found = paid.ways(credit.originId(), amount);
      found.values().forEach(each -> way(start, assets(each), each.micros()));
      found.values().stream()
          .sorted(java.util.Comparator.comparing((Way each) -> each.micros().abs()).reversed())
          .forEach(each -> tell(each, credit));
    } catch (InvalidInput tooMany) {
      incomplete.add(tooMany.getMessage() + " They are told by their earners.");
      for (Map.Entry<String, BigInteger> earner :
          paid.earners(credit.originId(), amount).entrySet()) {
        way(start, List.of(credit.originId(), earner.getKey()), earner.getValue());
      }
    }
  }

  private void way(List<String> start, List<String> assets, BigInteger micros) {
    List<String> all = new ArrayList<>(start);
    all.addAll(assets);
    ways.add(new Branch.Way(all, micros));
  }

  /** From where the money is back to where it was earned; a cycle is one step. */
  private static List<String> assets(Way way) {
    List<String> assets = new ArrayList<>();
    for (int i = way.crossings().size() - 1; i >= 0; i--) {
      Crossing crossing = way.crossings().get(i);
      assets.add(
          crossing.leftId().equals(crossing.enteredId())
              ? crossing.leftId()
              : crossing.leftId() + " (a cycle entered at " + crossing.enteredId() + ")");
    }
    if (!way.crossings().get(0).enteredId().equals(way.earnerId())) {
      assets.add(way.earnerId() + " (a licence fee)");
    }
    return assets;
  }

  private void tell(Way way, Credit credit) {
    List<Crossing> crossings = way.crossings();
    for (int i = 0; i < crossings.size(); i++) {
      @Nullable Onward onward =
          i + 1 < crossings.size() ? Onward.to(crossings.get(i + 1).enteredId()) : end(credit);
      if (onward != null) {
        steps.add(hops.of(crossings.get(i), onward));
      }
    }
  }

  /** How a credit leaves the asset graph; null for an amount that is at an asset. */
  private static @Nullable Onward end(Credit credit) {
    if (credit.part() == null) {
      return null;
    }
    return switch (CreditPart.of(credit.part())) {
      case DOCUMENTS -> new Onward(Destination.DOCUMENTS, null);
      case FEEDBACK -> new Onward(Destination.PEOPLE, null);
      case OUTPUT_ATTRIBUTIONS -> new Onward(Destination.OUTPUT_ATTRIBUTIONS, null);
      case OWN -> new Onward(Destination.OWN, null);
      case LICENCE_FEE, LINEAGE -> null;
    };
  }
}
