package org.headwaters.core.claims;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;

/**
 * Who a holder's money is paid to: communities divide it among their members, then each follows who
 * they give theirs to.
 *
 * <p>Communities in communities are followed to depth 8; what comes back to a community that it
 * came through stays there. Who gives to whom is followed to depth 8; in a circle it stays with the
 * first.
 */
public final class Payees {
  private static final int MAX_DEPTH = 8;

  private final Map<String, SortedMap<String, CommunityMember>> members = new HashMap<>();
  private final Map<String, String> directsTo;

  /**
   * A part of the money.
   *
   * @param held true if it waits because the shares of this community are over the whole
   */
  record Payment(String holderId, long amountMicros, boolean held) {}

  /**
   * As of a day.
   *
   * @param rows of all days; per member the latest on or before the day counts
   * @param directsTo holder → who gets theirs
   */
  public Payees(
      Collection<CommunityMember> rows, Map<String, String> directsTo, LocalDate lastDay) {
    this.directsTo = Map.copyOf(directsTo);
    for (CommunityMember row : rows) {
      if (!row.validFrom().isAfter(lastDay)) {
        members
            .computeIfAbsent(row.communityId(), id -> new TreeMap<>(KeyOrder.UTF8))
            .merge(row.holderId(), row, (a, b) -> a.validFrom().isAfter(b.validFrom()) ? a : b);
      }
    }
    for (SortedMap<String, CommunityMember> each : members.values()) {
      each.values().removeIf(row -> row.sharePpm() != null && row.sharePpm() == 0);
    }
  }

  /** Parts that sum to the amount. */
  List<Payment> pay(String holderId, long micros) {
    List<Payment> payments = new ArrayList<>(1);
    divide(holderId, micros, new ArrayList<>(), payments);
    return payments;
  }

  private void divide(String holderId, long micros, List<String> path, List<Payment> payments) {
    SortedMap<String, CommunityMember> shares = members.get(holderId);
    if (shares == null || shares.isEmpty() || micros == 0 || path.contains(holderId)) {
      payments.add(new Payment(payee(holderId), micros, false));
      return;
    }
    Shares of = Shares.of(shares.values());
    if (of.explicitPpm() > Apportionment.PPM) {
      payments.add(new Payment(holderId, micros, true));
      return;
    }
    if (path.size() >= MAX_DEPTH) {
      payments.add(new Payment(payee(holderId), micros, false));
      return;
    }
    path.add(holderId);
    long before = 0;
    long paid = 0;
    for (CommunityMember member : shares.values()) {
      long weight = of.weight(member);
      long part = Apportionment.part(micros, before, weight, of.total());
      before += weight;
      paid += part;
      divide(member.holderId(), part, path, payments);
    }
    path.remove(path.size() - 1);
    // Nobody shares the rest, the last part: the community keeps it.
    payments.add(new Payment(payee(holderId), micros - paid, false));
  }

  /** Explicit shares, and how many share the rest equally, as weights of one exact split. */
  private record Shares(long explicitPpm, long equals) {
    static Shares of(Collection<CommunityMember> members) {
      long explicitPpm = 0;
      long equals = 0;
      for (CommunityMember member : members) {
        if (member.sharePpm() == null) {
          equals++;
        } else {
          explicitPpm += member.sharePpm();
        }
      }
      return new Shares(explicitPpm, equals);
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

  private String payee(String first) {
    Set<String> seen = new HashSet<>();
    String holder = first;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      seen.add(holder);
      String next = directsTo.get(holder);
      if (next == null) {
        return holder;
      }
      if (seen.contains(next)) {
        return first;
      }
      holder = next;
    }
    return holder;
  }
}
