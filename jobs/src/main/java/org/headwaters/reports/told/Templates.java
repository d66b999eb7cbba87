package org.headwaters.reports.told;

import java.util.List;
import org.headwaters.core.UsageError;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.model.Template;

/** The forms that a model's facts and a person's attestations fill in. */
public final class Templates {
  /** The ids of the forms. */
  public static final List<String> IDS = List.of("eu-art53", "ab2013");

  private Templates() {}

  /**
   * One form, filled in.
   *
   * @throws UsageError if there is no such form, or the attestations answer what it does not ask
   */
  public static Template of(String id, ModelFacts facts, Attestations said) {
    return switch (id) {
      case "eu-art53" -> new EuSummary(facts, said).template();
      case "ab2013" -> new CaliforniaSummary(facts, said).template();
      default ->
          throw new UsageError("There is no template '%s'. Use %s.", id, String.join(" or ", IDS));
    };
  }
}
