package org.headwaters.core.policy;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the YAML while it is read. A wrong value becomes a problem, its default stands in
 * for it, and reading goes on, so that all problems are found in one go.
 */
final class Section {
  private final String path;
  private final SortedMap<String, Object> unread = new TreeMap<>(KeyOrder.UTF8);
  private final List<String> known = new ArrayList<>();
  private final List<String> problems;

  /** What values a key may have, in words and as a test. */
  record Allowed(String words, Predicate<String> test) {}

  /** The whole numbers that a key may have. */
  record Range(long from, long to) {
    static final Range PPM = new Range(0, Apportionment.PPM);
  }

  Section(String path, Map<?, ?> map, List<String> problems) {
    this.path = path;
    this.problems = problems;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = entry.getValue();
      if (!(entry.getKey() instanceof String key)) {
        problem(String.valueOf(entry.getKey()), entry.getKey(), "a key must be text; quote it");
      } else if (value == null) {
        problem(key, "nothing", "give a value, {} or [] for none, or leave the key out");
      } else {
        unread.put(key, value);
      }
    }
  }

  String text(String key, String byDefault, Allowed allowed) {
    Object value = take(key);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof String text && allowed.test().test(text)) {
      return text;
    }
    return problem(key, value, allowed.words(), byDefault);
  }

  boolean flag(String key, boolean byDefault) {
    Object value = take(key);
    if (value instanceof Boolean flag) {
      return flag;
    }
    return value == null ? byDefault : problem(key, value, "true or false", byDefault);
  }

  long whole(String key, long byDefault, Range range) {
    Object value = take(key);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      BigInteger number = new BigInteger(value.toString());
      if (number.compareTo(BigInteger.valueOf(range.from())) >= 0
          && number.compareTo(BigInteger.valueOf(range.to())) <= 0) {
        return number.longValueExact();
      }
    }
    return problem(
        key, value, "a whole number from " + range.from() + " to " + range.to(), byDefault);
  }

  int ppm(String key, int byDefault) {
    return (int) whole(key, byDefault, Range.PPM);
  }

  @Nullable LocalDate date(String key, @Nullable LocalDate byDefault) {
    Object value = take(key);
    if (value == null) {
      return byDefault;
    }
    if (value instanceof LocalDate date) {
      return date;
    }
    try {
      return LocalDate.parse(value.toString());
    } catch (DateTimeParseException e) {
      problem(key, value, "a day such as 2026-01-31");
      return byDefault;
    }
  }

  <E extends Enum<E>> E choice(String key, E byDefault) {
    Object value = take(key);
    if (value == null) {
      return byDefault;
    }
    List<String> ids = new ArrayList<>();
    for (E each : byDefault.getDeclaringClass().getEnumConstants()) {
      String id = each.name().toLowerCase(Locale.ROOT);
      ids.add(id);
      if (id.equals(value)) {
        return each;
      }
    }
    return problem(key, value, String.join(" or ", ids), byDefault);
  }

  /** The mapping under a key; empty if there is none. */
  Section section(String key) {
    Object value = take(key);
    if (value != null && !(value instanceof Map)) {
      problem(key, value, "a mapping of keys to values");
    }
    return new Section(at(key), value instanceof Map<?, ?> map ? map : Map.of(), problems);
  }

  boolean has(String key) {
    return unread.containsKey(key);
  }

  /** The list under a key; null if there is none. */
  @Nullable List<?> list(String key) {
    Object value = take(key);
    if (value == null || value instanceof List<?>) {
      return (List<?>) value;
    }
    problem(key, value, "a list");
    return null;
  }

  /** All keys that remain, with whole numbers; the section has no other keys. */
  SortedMap<String, Long> numbers(Allowed keys, Range range) {
    SortedMap<String, Long> numbers = new TreeMap<>(KeyOrder.UTF8);
    for (String key : List.copyOf(unread.keySet())) {
      if (keys.test().test(key)) {
        numbers.put(key, whole(key, range.from(), range));
      } else {
        problem(key, String.valueOf(take(key)), "the key must be " + keys.words());
      }
    }
    return Collections.unmodifiableSortedMap(numbers);
  }

  /** Reports the keys that nobody asked for. */
  void end() {
    for (String key : unread.keySet()) {
      problems.add(at(key) + ": unknown key; known here: " + String.join(", ", known));
    }
  }

  void problem(String key, @Nullable Object value, String allowed) {
    problems.add(at(key) + ": " + value + "; allowed: " + allowed);
  }

  private <T> T problem(String key, Object value, String allowed, T byDefault) {
    problem(key, value, allowed);
    return byDefault;
  }

  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  List<String> problems() {
    return problems;
  }

  private @Nullable Object take(String key) {
    known.add(key);
    return unread.remove(key);
  }
}
