package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.PathPattern;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Table;

/**
 * Content-Usage headers as responses carried them: JSON Lines of {@code {url, fetched_at,
 * content_usage}}. A header speaks for its page and, as our scopes are prefixes, for what lies
 * below it. Content-Usage rules in robots.txt are read by the format robots.
 */
final class AiprefFormat implements InputFormat {
  @Override
  public String name() {
    return "aipref";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean headers = at.keys().contains("content_usage") || at.keys().contains("content-usage");
    return headers && notes.add(ConsentSignals.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ConsentSignals.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Counting(
            name -> TextFiles.endsWith(name, ".jsonl"),
            fields,
            (file, in, counts) ->
                new RowFeed(
                    new ConsentDocuments(
                        new ConsentDocuments.Opened(file, in, counts), AiprefFormat::say, shape))));
  }

  static void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
    String after = document.url().substring(document.url().indexOf("://") + 3);
    int slash = after.indexOf('/');
    int fragment = after.indexOf('#');
    String path =
        slash < 0 || Host.ofUrl(document.url()) == null
            ? "/"
            : after.substring(slash, fragment > slash ? fragment : after.length());
    // What stands in a page's own name means itself.
    String scope = PathPattern.ofPath(path).text();
    rows.accept(
        document
            .row(
                shape,
                new ConsentDocument.Signal(
                    "aipref",
                    scope,
                    "Content-Usage: " + document.body(),
                    Preference.ofContentUsage(document.body(), document.fields())))
            .done());
  }
}
