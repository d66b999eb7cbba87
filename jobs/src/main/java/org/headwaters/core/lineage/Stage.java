package org.headwaters.core.lineage;

import java.util.Locale;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** A kind of input that an asset's money divides among. */
public enum Stage implements Named {
  SERVING,
  BASE,
  DISTILLATION,
  PRETRAINING_DATA,
  FINETUNING_DATA,
  PREFERENCE_DATA,
  RETRIEVAL_DATA,
  /** What a data set holds: documents, feedback, other data sets, what models generated. */
  CONTENTS,
  /** Measured contributions to the outputs of the period; goes straight to sources. */
  OUTPUT_ATTRIBUTIONS;

  private final String key = name().toLowerCase(Locale.ROOT);

  @Override
  public String key() {
    return key;
  }

  /** The stage of that name; {@link InvalidInput} for any other. */
  public static Stage of(String key) {
    return Named.of(Stage.class, "stage", key);
  }
}
