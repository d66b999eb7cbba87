package org.headwaters.jobs.books;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.Codec;

/** Rows as the rule makes them beside those that were booked. */
record SolvedRows(PublishedFiles files, Period period) {

  /** Returns how many rows there are; the first that differs is told, with its place. */
  <R extends Record> int of(
      Codec<R> codec,
      List<R> solved,
      List<R> booked,
      Function<R, String> key,
      Function<R, String> value) {
    Map<String, String> rule = texts(solved, key, value);
    Map<String, String> found = texts(booked, key, value);
    Set<String> keys = new TreeSet<>(KeyOrder.UTF8);
    keys.addAll(rule.keySet());
    keys.addAll(found.keySet());
    for (String each : keys) {
      String one = rule.getOrDefault(each, "nothing");
      String other = found.getOrDefault(each, "nothing");
      InvalidInput.check(
          one.equals(other),
          "%s: %s is %s by the rule, but %s was booked.",
          files.place(codec.table(), period),
          each,
          one,
          other);
    }
    return keys.size();
  }

  private static <R> Map<String, String> texts(
      List<R> records, Function<R, String> key, Function<R, String> value) {
    Map<String, String> texts = new HashMap<>();
    for (R record : records) {
      texts.merge(key.apply(record), value.apply(record), (a, b) -> a + " and " + b);
    }
    return texts;
  }
}
