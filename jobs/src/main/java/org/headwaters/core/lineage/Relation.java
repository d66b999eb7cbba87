package org.headwaters.core.lineage;

import java.util.Locale;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;
import org.jspecify.annotations.Nullable;

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
  /** A list names the parent and not how it was used: the kind of the parent says it. */
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

  /**
   * The stage of an edge with this relation. A data set's teacher is part of its contents; a
   * dependency belongs where the parent's kind is usually used, and nowhere (null) if that is
   * unknown.
   */
  public @Nullable Stage stage(AssetKind childKind, AssetKind parentKind) {
    if (this == DEPENDENCY) {
      return dependencyStage(childKind, parentKind);
    }
    return this == DISTILLATION && childKind == AssetKind.DATASET ? Stage.CONTENTS : stage;
  }

  private static @Nullable Stage dependencyStage(AssetKind childKind, AssetKind parentKind) {
    if (parentKind == AssetKind.UNKNOWN) {
      return null;
    }
    return switch (childKind) {
      case DATASET -> Stage.CONTENTS;
      case MODEL ->
          switch (parentKind) {
            case DATASET -> Stage.PRETRAINING_DATA;
            case SERVICE -> Stage.DISTILLATION;
            case MODEL, UNKNOWN -> Stage.BASE;
          };
      case SERVICE -> parentKind == AssetKind.DATASET ? Stage.RETRIEVAL_DATA : Stage.SERVING;
      case UNKNOWN -> null;
    };
  }

  /** The relation of that name; {@link InvalidInput} for any other. */
  public static Relation of(String key) {
    return Named.of(Relation.class, "relation", key);
  }
}
