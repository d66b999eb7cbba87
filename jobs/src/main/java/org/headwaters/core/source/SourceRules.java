package org.headwaters.core.source;

import java.util.List;

/**
 * The source of a page without authors: the first rule for its host that fits, else {@code
 * domain:{site}}.
 */
public final class SourceRules {
  private final List<SourceRule> rules;

  /** In the order in which they are tried. */
  public SourceRules(List<SourceRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * The source id of a page.
   *
   * @param host of the url, as {@link Host#ofUrl} gives it
   * @param site of the host, as {@link Sites#ofHost} gives it
   */
  public String sourceOf(String url, String host, String site) {
    for (SourceRule rule : rules) {
      if (rule.covers(host)) {
        String source = rule.apply(new SourceRule.Page(url, host, site));
        if (source != null) {
          return source;
        }
      }
    }
    return SourceId.domain(site).text();
  }
}
