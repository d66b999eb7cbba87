package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Who receives what a holder is owed: holders who are the same are one, and each may direct theirs
 * to somebody else, who may direct it on.
 */
public final class Recipients {
  private final Map<String, Party> parties = new TreeMap<>(KeyOrder.UTF8);
  private final Map<String, SortedSet<String>> same = new TreeMap<>(KeyOrder.UTF8);

  /**
   * A holder, by the name that the books know.
   *
   * @param canBePaid whether there is an account to pay to
   * @param minimumMicros the smallest payment that they want
   */
  public record Party(
      String id,
      @Nullable String sameAs,
      @Nullable String directsTo,
      boolean canBePaid,
      long minimumMicros) {}

  /** Of all holders; an id that no row describes is a holder of its own. */
  public Recipients(Collection<Party> holders) {
    for (Party party : holders) {
      parties.put(party.id(), party);
    }
    for (Party party : holders) {
      if (party.sameAs() != null) {
        join(party.id(), party.sameAs());
      }
    }
  }

  private void join(String one, String other) {
    SortedSet<String> all = new TreeSet<>(KeyOrder.UTF8);
    all.addAll(same(one));
    all.addAll(same(other));
    all.forEach(id -> same.put(id, all));
  }

  /** A holder and all who are the same, in the order of their names. */
  public SortedSet<String> same(String id) {
    SortedSet<String> alone = new TreeSet<>(KeyOrder.UTF8);
    alone.add(id);
    return same.getOrDefault(id, alone);
  }

  /** Where those who are this holder direct theirs; empty for nowhere, or where they disagree. */
  public Optional<String> directsTo(String id) {
    Set<String> targets = targets(same(id));
    return targets.size() == 1 ? targets.stream().findFirst() : Optional.empty();
  }

  private Set<String> targets(SortedSet<String> group) {
    Set<String> targets = new TreeSet<>(KeyOrder.UTF8);
    for (String id : group) {
      Party party = parties.get(id);
      if (party != null && party.directsTo() != null && !group.contains(party.directsTo())) {
        targets.add(same(party.directsTo()).first());
      }
    }
    return targets;
  }

  /**
   * Who is paid in the end: the first by name who has an account. Empty where nobody has, where
   * they direct theirs to different holders, or in a circle.
   */
  public Optional<Party> payee(String id) {
    SortedSet<String> group = same(id);
    Set<String> seen = new HashSet<>();
    while (seen.add(group.first())) {
      Set<String> targets = targets(group);
      if (targets.isEmpty()) {
        return members(group).stream().filter(Party::canBePaid).findFirst();
      }
      if (targets.size() > 1) {
        return Optional.empty();
      }
      group = same(targets.iterator().next());
    }
    return Optional.empty();
  }

  /** The smallest payment that they want, the largest of what those who are the same say. */
  public long minimumMicros(String id) {
    return members(same(id)).stream().mapToLong(Party::minimumMicros).max().orElse(0);
  }

  private List<Party> members(SortedSet<String> group) {
    List<Party> members = new ArrayList<>();
    for (String id : group) {
      Party party = parties.get(id);
      if (party != null) {
        members.add(party);
      }
    }
    return members;
  }
}
