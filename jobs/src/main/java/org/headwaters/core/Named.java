package org.headwaters.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A constant of a closed list. Data, policies and paths name it by its own name in lower case:
 * {@code generated_by}.
 */
public interface Named {
  /** The constant's name in Java. */
  String name();

  /** The name in data, policies and paths. */
  default String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of that name.
   *
   * @param what the list is of, e.g. {@code relation}
   * @throws InvalidInput for any other name, with those that there are
   */
  static <E extends Enum<E> & Named> E of(Class<E> list, String what, String key) {
    List<String> known = new ArrayList<>();
    for (E each : list.getEnumConstants()) {
      if (each.key().equals(key)) {
        return each;
      }
      known.add(each.key());
    }
    throw new InvalidInput(
        "There is no %s '%s'. Use one of %s.", what, key, String.join(", ", known));
  }
}
