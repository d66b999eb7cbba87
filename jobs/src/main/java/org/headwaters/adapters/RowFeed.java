package org.headwaters.adapters;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Rows of a source whose records each make none, one or several of them. */
final class RowFeed implements Iterator<Row> {
  private final Source source;
  private final Deque<Row> waiting = new ArrayDeque<>();
  private boolean ended;

  /** Reads one record and hands on its rows; says whether there was one. */
  @FunctionalInterface
  interface Source {
    boolean feed(Consumer<Row> rows);
  }

  RowFeed(Source source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    while (waiting.isEmpty() && !ended) {
      ended = !source.feed(waiting::add);
    }
    return !waiting.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return waiting.remove();
  }
}
