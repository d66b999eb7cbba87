package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A list of assets that somebody keeps by hand: YAML, each with type, name, organization and the
 * names of what it depends on. Named under assets and under derivations.
 *
 * <p>A dependency is joined by the name of another entry, or by the settings' alias file, and by
 * nothing else. What no one has named becomes an {@link
 * org.headwaters.core.lineage.UnresolvedName}: the edge stays, its money waits, and the name is
 * told. How a dependency was used is seldom said: then the relation is {@code dependency}.
 */
final class AssetsYamlFormat implements InputFormat {

  @Override
  public String name() {
    return "assets-yaml";
  }

  @Override
  public boolean claims(String fileName) {
    return fileName.endsWith(".yaml") || fileName.endsWith(".yml");
  }

  @Override
  public Set<String> options() {
    return Set.of("aliases");
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of("aliases");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean list =
        at.isYaml() && at.head().contains("type:") && at.head().contains("dependencies:");
    return list
        && notes.add(Assets.TABLE.name(), this, at, notes.aliases())
        && notes.add(Derivations.TABLE.name(), this, at, notes.aliases());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Assets.TABLE, Derivations.TABLE), this);
    String aliases = OutsideText.option(source, "aliases");
    AssetNames declared =
        aliases == null
            ? AssetNames.none()
            : AssetNames.read(aliases, InputFiles.configuration(spark));
    List<ListedAsset> listed = new ArrayList<>();
    for (String file : InputFiles.matching(spark, source, this::claims)) {
      listed.addAll(entries(spark, file, declared));
    }
    AssetNames names = declared.copy();
    // A name declared once is known to every entry, whatever the order of files and entries.
    listed.forEach(asset -> asset.declareIn(names));
    RawRow.Shape shape = RawRow.Shape.of(table);
    List<Row> rows = new ArrayList<>();
    FieldCounts counts = fields.driver();
    for (ListedAsset asset : listed) {
      asset.count(counts);
      if (table == Assets.TABLE) {
        rows.add(asset.asset(shape));
      } else {
        rows.addAll(asset.edges(names, shape, counts));
      }
    }
    return Adjustment.apply(spark.createDataFrame(rows, RawRows.text(table)), source, table);
  }

  private static List<ListedAsset> entries(SparkSession spark, String file, AssetNames declared) {
    String shown = InputFiles.shown(file);
    JsonNode root;
    try {
      root = Yaml.read(shown, TextFiles.small(file, InputFiles.configuration(spark)));
    } catch (YamlEngineException e) {
      throw new InvalidInput(
          "Cannot read %s: %s. Correct the YAML.", shown, InputFiles.firstLine(e));
    }
    InvalidInput.check(
        root.isArray(), "%s is no list. Write one entry a dash: - {type: model, name: …}.", shown);
    List<ListedAsset> entries = new ArrayList<>();
    for (JsonNode entry : root) {
      entries.add(new ListedAsset(shown, entries.size() + 1L, entry, declared));
    }
    return entries;
  }
}
