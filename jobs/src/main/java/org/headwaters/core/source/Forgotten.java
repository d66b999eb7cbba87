package org.headwaters.core.source;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Persons whom a lake has forgotten. It keeps the pseudonyms alone: whoever is on the list is known
 * by it wherever an id comes in, and stays the same person in every split.
 */
public final class Forgotten implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Pseudonyms names;
  private final HashSet<String> pseudonyms;

  /** {@code account:site/} of each account: other sites' ids need no pseudonym to be compared. */
  private final HashSet<String> groups = new HashSet<>();

  /** The list as the lake's secret knows it; of accounts, holders and raters. */
  public Forgotten(Pseudonyms names, Collection<String> pseudonyms) {
    this.names = names;
    this.pseudonyms = new HashSet<>(pseudonyms);
    pseudonyms.forEach(pseudonym -> groups.add(Pseudonym.group(pseudonym)));
  }

  /** Whether the list is empty. */
  public boolean nobody() {
    return pseudonyms.isEmpty();
  }

  /** The pseudonyms on the list. */
  public Set<String> pseudonyms() {
    return Set.copyOf(pseudonyms);
  }

  /** Whether a name is the pseudonym of somebody on the list. */
  public boolean knows(@Nullable String name) {
    return name != null && pseudonyms.contains(name);
  }

  /** A source id as it may stand in the lake. */
  public String source(String id) {
    if (!groups.contains(Pseudonym.group(id))) {
      return id;
    }
    String shown = names.source(id);
    return pseudonyms.contains(shown) ? shown : id;
  }

  /**
   * An author of a site, as the id may stand beside the page's url.
   *
   * @param site null for a page without one: whose the id is, the row does not say then
   */
  public String author(@Nullable String site, String authorId) {
    if (site == null) {
      return authorId;
    }
    String account = SourceId.account(site, authorId).text();
    String known = source(account);
    return known.equals(account) ? authorId : authorPart(known);
  }

  /** A holder's id as it may stand in the lake. */
  public String holder(String id) {
    String shown = names.holder(id);
    return pseudonyms.contains(shown) ? shown : id;
  }

  /** The last part of an account's pseudonym, which takes the place of the author's id. */
  public static String authorPart(String account) {
    return account.substring(account.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "Forgotten(" + pseudonyms.size() + ")";
  }
}
