package org.headwaters.adapters;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.source.Host;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * The data dump of one Stack Exchange site: Posts.xml becomes manifest entries, Posts.xml and
 * PostHistory.xml become authorship. The settings name the site, which no file does, and the data
 * set.
 */
final class StackExchangeFormat implements InputFormat {
  private static final String SITE = "site";

  /** A dump counts no tokens; what a person says that a token has in bytes makes an estimate. */
  private static final String BYTES_PER_TOKEN = "bytes_per_token";

  @Override
  public String name() {
    return "stackexchange";
  }

  @Override
  public Set<String> options() {
    return Set.of(SITE, ManifestEntries.DATASET_ID, BYTES_PER_TOKEN);
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, "Posts.xml")
        || TextFiles.endsWith(fileName, "PostHistory.xml");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    if (!at.has("Posts.xml")) {
      return false;
    }
    String site = at.name().toLowerCase(Locale.ROOT);
    String id = "dataset:stackexchange/" + site;
    notes.check(at.name() + " is taken as the dump of the site " + site);
    notes.check(
        at.name()
            + " counts no tokens: a post has a quarter of its bytes; without bytes_per_token each"
            + " post counts as one");
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put(SITE, site);
    entries.put(BYTES_PER_TOKEN, 4);
    entries.put("constants", Map.of(ManifestEntries.DATASET_ID, id));
    Map<String, Object> authors = new LinkedHashMap<>();
    authors.put(SITE, site);
    authors.put(ManifestEntries.DATASET_ID, id);
    return notes.add(ManifestEntries.TABLE.name(), this, at, entries)
        && notes.add(Authorship.TABLE.name(), this, at, authors);
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ManifestEntries.TABLE, Authorship.TABLE), this);
    String named = OutsideText.needed(source, SITE, source.options(), "site: stackoverflow.com");
    String site = Host.ofName(named);
    InvalidInput.check(
        site != null,
        "inputs.%s.site: %s is no host. Write one such as math.stackexchange.com.",
        table,
        named);
    String dataset =
        table == ManifestEntries.TABLE
            ? OutsideText.needed(
                source,
                ManifestEntries.DATASET_ID,
                source.constants(),
                "constants: {dataset_id: \"dataset:stackexchange/stackoverflow@2026-09\"}")
            : OutsideText.needed(
                source,
                ManifestEntries.DATASET_ID,
                source.options(),
                "dataset_id: \"dataset:stackexchange/stackoverflow@2026-09\"");
    PostRows posts =
        new PostRows(
            String.valueOf(site),
            dataset,
            table == Authorship.TABLE,
            bytesPerToken(source),
            RawRow.Shape.of(table));
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Counting(
            name ->
                TextFiles.endsWith(name, "Posts.xml")
                    || (table == Authorship.TABLE && TextFiles.endsWith(name, "PostHistory.xml")),
            fields,
            (file, in, counts) -> new RowFeed(new DumpRows(file, in, posts, counts))));
  }

  private static int bytesPerToken(InputSource source) {
    String said = OutsideText.option(source, BYTES_PER_TOKEN);
    UsageError.check(
        said == null || said.matches("[1-9][0-9]{0,3}"),
        "inputs.%s.%s is %s; write a number from 1 to 9999, or leave it out.",
        source.table(),
        BYTES_PER_TOKEN,
        String.valueOf(said));
    return said == null ? 0 : Integer.parseInt(said);
  }
}
