package org.headwaters.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headwaters.core.Breach;

/**
 * The spellings of relations that are common outside, each with the relation that it means. Read
 * from {@code schemas/relation-aliases.yaml}.
 */
public final class RelationAliases {
  private final Map<String, String> relations;

  private RelationAliases(Map<String, String> relations) {
    this.relations = Map.copyOf(relations);
  }

  /**
   * The list that is shipped.
   *
   * @throws Breach if a spelling stands for two relations
   */
  public static RelationAliases load() {
    return read(Contracts.resource("relation-aliases.yaml"));
  }

  static RelationAliases read(String text) {
    YamlMap root = YamlMap.parse("schemas/relation-aliases.yaml", text);
    Map<String, String> relations = new HashMap<>();
    for (Object key : root.values().keySet()) {
      String relation = String.valueOf(key);
      for (String alias : root.texts(relation)) {
        String before = relations.put(normal(alias), relation);
        Breach.check(
            before == null || before.equals(relation),
            "%s: %s stands for %s and for %s. Keep one.",
            root.place(),
            alias,
            before,
            relation);
      }
    }
    return new RelationAliases(relations);
  }

  /**
   * The relation that a spelling means. Case does not matter, nor whether words are joined by
   * {@code _}, {@code -} or a space; what the list does not know comes back in that plain form.
   */
  public String relation(String spelling) {
    String normal = normal(spelling);
    return relations.getOrDefault(normal, normal);
  }

  /** The relations that have aliases, in order. */
  public List<String> known() {
    return relations.values().stream().distinct().sorted().toList();
  }

  private static String normal(String spelling) {
    return spelling.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }
}
