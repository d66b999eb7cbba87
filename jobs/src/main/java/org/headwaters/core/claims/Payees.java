package org.headwaters.core.claims;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.lineage.Groups;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Who a holder's money is paid to: communities divide it among their members.
 *
 * <p>Communities may be members of communities. What reaches one is added up and divided once, so
 * that a payment costs no more than there are memberships. Where communities belong to each other
 * in a circle, money moves only away from the holder that it came for: what would come back, or go
 * sideways, stays with the community that it comes to.
 *
 * <p>Not for use by more than one thread: who divides for whom is remembered.
 */
public final class Payees {
  private final Map<String, Community> communities = new HashMap<>();
  private final Map<String, Order> orders = new HashMap<>();

  /**
   * A part of the money.
   *
   * @param waits why it is not paid to this holder; null: it is
   */
  record Payment(String holderId, long amountMicros, @Nullable HoldReason waits) {}

  /** Who is paid what, or waits for it and why. */
  private record Payee(String holderId, @Nullable HoldReason waits) {}

  /**
   * As of a day.
   *
   * @param rows of all days; per member the latest on or before the day counts
   */
  public Payees(Collection<CommunityMember> rows, LocalDate lastDay) {
    Map<String, SortedMap<String, CommunityMember>> latest = new HashMap<>();
    for (CommunityMember row : rows) {
      if (!row.validFrom().isAfter(lastDay)) {
        latest
            .computeIfAbsent(row.communityId(), id -> new TreeMap<>(KeyOrder.UTF8))
            .merge(row.holderId(), row, (a, b) -> a.validFrom().isAfter(b.validFrom()) ? a : b);
      }
    }
    latest.forEach(
        (id, members) -> {
          members.values().removeIf(row -> row.sharePpm() != null && row.sharePpm() == 0);
          if (!members.isEmpty()) {
            communities.put(id, new Community(id, List.copyOf(members.values())));
          }
        });
  }

  /** Parts that sum to the amount, for a holder that a row of holders describes. */
  List<Payment> pay(String holderId, long micros) {
    if (!divides(holderId)) {
      return List.of(new Payment(holderId, micros, waits(holderId, true)));
    }
    Order order = orders.computeIfAbsent(holderId, Order::new);
    Map<Payee, Long> paid = new LinkedHashMap<>();
    order.divide(micros, paid);
    List<Payment> payments = new ArrayList<>(paid.size());
    paid.forEach((payee, part) -> payments.add(new Payment(payee.holderId(), part, payee.waits())));
    return payments;
  }

  private boolean divides(String holderId) {
    Community community = communities.get(holderId);
    return community != null && community.explicitPpm() <= Apportionment.PPM;
  }

  private @Nullable HoldReason waits(String holderId, boolean known) {
    if (!known) {
      return HoldReason.UNKNOWN_HOLDER;
    }
    return communities.containsKey(holderId) && !divides(holderId) ? HoldReason.OVER_SHARES : null;
  }

  /**
   * The members of a community in key order, with the weights of one exact split. What they leave
   * when nobody shares the rest is the last part, and the community's own.
   */
  private record Community(
      String id, List<CommunityMember> members, long explicitPpm, long equals) {
    Community(String id, List<CommunityMember> members) {
      this(
          id,
          members,
          members.stream().mapToLong(row -> row.sharePpm() == null ? 0 : row.sharePpm()).sum(),
          members.stream().filter(row -> row.sharePpm() == null).count());
    }

    long weight(CommunityMember member) {
      return member.sharePpm() == null
          ? Apportionment.PPM - explicitPpm
          : member.sharePpm() * Math.max(1L, equals);
    }

    long total() {
      return Apportionment.PPM * Math.max(1L, equals);
    }
  }

  /** The communities that money for a holder can reach, each after all that pay to it. */
  private final class Order {
    private static final int NONE = -1;

    private final List<Community> found = new ArrayList<>();

    /** For each member of each community found, to which it passes money on; else NONE. */
    private final List<int[]> passesTo = new ArrayList<>();

    private final Integer[] turns;

    Order(String holderId) {
      Map<String, Integer> places = new HashMap<>();
      List<Integer> distances = new ArrayList<>(List.of(0));
      places.put(holderId, 0);
      found.add(communities.get(holderId));
      for (int place = 0; place < found.size(); place++) {
        for (CommunityMember member : found.get(place).members()) {
          String id = member.holderId();
          if (member.holderKnown() && divides(id) && places.putIfAbsent(id, found.size()) == null) {
            found.add(communities.get(id));
            distances.add(distances.get(place) + 1);
          }
        }
      }
      Groups groups = connect(places);
      for (int place = 0; place < found.size(); place++) {
        int[] to = passesTo.get(place);
        for (int member = 0; member < to.length; member++) {
          if (to[member] != NONE
              && groups.groupOf(to[member]) == groups.groupOf(place)
              && distances.get(to[member]) <= distances.get(place)) {
            to[member] = NONE;
          }
        }
      }
      turns = new Integer[found.size()];
      Arrays.setAll(turns, place -> place);
      Arrays.sort(
          turns,
          Comparator.<Integer>comparingInt(place -> groups.groupOf(place))
              .thenComparing(distances::get));
    }

    /** Fills {@link #passesTo} with every way, and finds the circles. */
    private Groups connect(Map<String, Integer> places) {
      int[] first = new int[found.size() + 1];
      for (int place = 0; place < found.size(); place++) {
        List<CommunityMember> members = found.get(place).members();
        int[] to = new int[members.size()];
        for (int member = 0; member < to.length; member++) {
          CommunityMember row = members.get(member);
          to[member] = row.holderKnown() ? places.getOrDefault(row.holderId(), NONE) : NONE;
        }
        passesTo.add(to);
        first[place + 1] = first[place] + to.length;
      }
      return new Groups(first, passesTo.stream().flatMapToInt(Arrays::stream).toArray());
    }

    void divide(long micros, Map<Payee, Long> paid) {
      long[] arrived = new long[found.size()];
      arrived[0] = micros;
      for (int place : turns) {
        Community community = found.get(place);
        long before = 0;
        for (int i = 0; i < community.members().size(); i++) {
          CommunityMember member = community.members().get(i);
          long weight = community.weight(member);
          long part = Apportionment.part(arrived[place], before, weight, community.total());
          before += weight;
          int to = passesTo.get(place)[i];
          if (to == NONE) {
            String id = member.holderId();
            add(paid, new Payee(id, waits(id, member.holderKnown())), part);
          } else {
            arrived[to] = Math.addExact(arrived[to], part);
          }
        }
        long rest = community.total() - before;
        long kept = Apportionment.part(arrived[place], before, rest, community.total());
        add(paid, new Payee(community.id(), null), kept);
      }
    }

    private static void add(Map<Payee, Long> paid, Payee payee, long micros) {
      if (micros != 0) {
        paid.merge(payee, micros, Math::addExact);
      }
    }
  }
}
