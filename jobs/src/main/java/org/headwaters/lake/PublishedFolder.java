package org.headwaters.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.headwaters.tables.Table;

/**
 * One period's place in {@code <lake>/published}, as readers see it. What is published is judged
 * over all tables, by the files that lie there: {@link Publication} writes them.
 */
public final class PublishedFolder {
  private static final String PERIOD = "period=";

  private final Lake lake;
  private final String period;

  public PublishedFolder(Lake lake, String period) {
    this.lake = lake;
    this.period = period;
  }

  /**
   * What keeps readers from seeing a booking whole, one line a table; empty if they do. Every table
   * must say that it is of this booking, hold the files that it was published with and no other,
   * and these must have their rows.
   */
  public List<String> gaps(List<Table> tables, String bookingId) {
    List<String> gaps = new ArrayList<>();
    for (Table table : tables) {
      gap(table, bookingId).ifPresent(gap -> gaps.add(table + " " + gap));
    }
    return gaps;
  }

  /** The booking that a table says it shows; empty where it says nothing or is not there. */
  public Optional<String> shown(Table table) {
    try {
      Path folder = of(table);
      return lake.fileSystem().exists(folder)
          ? PublishedLabel.read(lake.fileSystem(), folder).map(PublishedLabel::bookingId)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> gap(Table table, String bookingId) {
    Path folder = of(table);
    FileSystem files = lake.fileSystem();
    try {
      if (!files.exists(folder)) {
        return Optional.of("is not there");
      }
      Optional<PublishedLabel> label = PublishedLabel.read(files, folder);
      if (label.isEmpty()) {
        return Optional.of("does not say what it shows");
      }
      if (!label.get().bookingId().equals(bookingId)) {
        return Optional.of("shows booking " + label.get().bookingId());
      }
      if (!label.get().lists(files, folder)) {
        return Optional.of("has other files than were published");
      }
      return label.get().counts(lake.spark().sparkContext().hadoopConfiguration(), folder)
          ? Optional.empty()
          : Optional.of("has not the " + label.get().rows() + " rows that were published");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path of(Table table) {
    return new Path(lake.root() + "/published/" + table.name() + "/" + PERIOD + period);
  }
}
