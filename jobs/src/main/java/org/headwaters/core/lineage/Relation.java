package org.headwaters.core.lineage;

import java.util.Locale;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/** How a child asset derives from a parent. */
public enum Relation implements Named {
  SERVES(Stage.SERVING),
  FINETUNE(Stage.BASE),
  ADAPTER(Stage.BASE),
  QUANTIZED(Stage.BASE),
  MERGE(Stage.BASE),
  CONTINUED_PRETRAINING(Stage.BASE),
  DISTILLATION(Stage.DISTILLATION),
  PRETRAINING_DATA(Stage.PRETRAINING_DATA),
  FINETUNING_DATA(Stage.FINETUNING_DATA),
  PREFERENCE_DATA(Stage.PREFERENCE_DATA),
  RETRIEVAL_DATA(Stage.RETRIEVAL_DATA),
  MIXTURE(Stage.CONTENTS),
  SUBSET(Stage.CONTENTS),
  TRANSLATION(Stage.CONTENTS),
  GENERATED_BY(Stage.CONTENTS),
  /** A list names the parent and not how it was used: without a contract it carries nothing. */
  DEPENDENCY(Stage.BASE);

  private final Stage stage;
  private final String key = name().toLowerCase(Locale.ROOT);

  Relation(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String key() {
    return key;
  }

  /** The stage of an edge with this relation; a data set's teacher is part of its contents. */
  public Stage stage(AssetKind childKind) {
    if (this == DEPENDENCY) {
      return childKind == AssetKind.DATASET
          ? Stage.CONTENTS
          : childKind == AssetKind.SERVICE ? Stage.SERVING : stage;
    }
    return this == DISTILLATION && childKind == AssetKind.DATASET ? Stage.CONTENTS : stage;
  }

  /** The relation of that name; {@link InvalidInput} for any other. */
  public static Relation of(String key) {
    return Named.of(Relation.class, "relation", key);
  }
}
