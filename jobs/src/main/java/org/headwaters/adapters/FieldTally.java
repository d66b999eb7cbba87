package org.headwaters.adapters;

import java.io.Serializable;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * The field counts of one source, gathered from the tasks that read it. A file may be read several
 * times, by a retried task or by a second pass over the rows: each partition counts once, by its
 * fullest reading.
 */
public final class FieldTally extends AccumulatorV2<FieldTally.Part, FieldCounts> {
  private static final long serialVersionUID = 1;

  /** What is read before any task runs. */
  private static final int DRIVER = -1;

  private final TreeMap<Integer, FieldCounts> parts = new TreeMap<>();

  /** What one reading of a partition counted. */
  public record Part(int partition, FieldCounts counts) implements Serializable {}

  /** Counts of a format that reads its files at once, as lists kept by hand are. */
  FieldCounts driver() {
    FieldCounts counts = new FieldCounts();
    parts.put(DRIVER, counts);
    return counts;
  }

  @Override
  public boolean isZero() {
    return parts.isEmpty();
  }

  @Override
  public FieldTally copy() {
    FieldTally copy = new FieldTally();
    copy.parts.putAll(parts);
    return copy;
  }

  @Override
  public void reset() {
    parts.clear();
  }

  @Override
  public void add(Part part) {
    parts.merge(
        part.partition(), part.counts(), (one, two) -> one.total() < two.total() ? two : one);
  }

  @Override
  public void merge(AccumulatorV2<Part, FieldCounts> other) {
    ((FieldTally) other).parts.forEach((partition, counts) -> add(new Part(partition, counts)));
  }

  @Override
  public FieldCounts value() {
    FieldCounts all = new FieldCounts();
    parts.values().forEach(all::add);
    return all;
  }
}
