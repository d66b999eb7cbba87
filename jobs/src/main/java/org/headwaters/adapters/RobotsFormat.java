package org.headwaters.adapters;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Table;

/**
 * robots.txt files: bodies in JSON Lines, the robotstxt records of a crawl, or files named after
 * their hosts. Which agents collect for training, and which for search, is a list: ours, or the
 * file that {@code agents} names.
 */
final class RobotsFormat implements InputFormat {
  @Override
  public String name() {
    return "robots";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public Set<String> options() {
    return Set.of("agents");
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of("agents");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean robots =
        at.has("robots.txt")
            || at.value("body").toLowerCase(Locale.ROOT).contains("user-agent:")
            || (at.name().contains("robotstxt") && at.name().contains(".warc"));
    return robots && notes.add(ConsentSignals.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ConsentSignals.TABLE), this);
    String named = OutsideText.option(source, "agents");
    RobotsAgents agents =
        named == null
            ? RobotsAgents.shipped()
            : RobotsAgents.read(named, InputFiles.configuration(spark), fields.driver());
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Counting(
            name ->
                TextFiles.endsWith(name, ".txt")
                    || TextFiles.endsWith(name, ".jsonl")
                    || TextFiles.endsWith(name, ".warc"),
            fields,
            (file, in, counts) -> {
              RobotsSpeaker speaker = new RobotsSpeaker(agents, counts);
              return new RowFeed(
                  new ConsentDocuments(
                      new ConsentDocuments.Opened(file, in, counts), speaker::say, shape));
            }));
  }
}
