package org.headwaters.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A list of assets that somebody keeps by hand: YAML, each with type, name, organization and the
 * names of what it depends on. Named under assets and under derivations.
 *
 * <p>A dependency is joined by the name of another entry, or by the settings' alias file, and by
 * nothing else. What no one has named becomes {@code <kind>:unresolved/<name>}: the edge stays, its
 * money waits, and the name is told.
 */
final class AssetsYamlFormat implements InputFormat {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FILE_CHARACTERS = 64 << 20;

  @Override
  public String name() {
    return "assets-yaml";
  }

  @Override
  public boolean claims(String fileName) {
    return fileName.endsWith(".yaml") || fileName.endsWith(".yml");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table) {
    OutsideText.check(source, table, List.of(Assets.TABLE, Derivations.TABLE), "aliases");
    String aliases = OutsideText.option(source, "aliases");
    AssetNames names =
        aliases == null
            ? AssetNames.none()
            : AssetNames.read(aliases, InputFiles.configuration(spark));
    List<ListedAsset> listed = new ArrayList<>();
    for (String file : InputFiles.matching(spark, source, this::claims)) {
      listed.addAll(entries(spark, file));
    }
    // A name declared once is known to every entry, whatever the order of files and entries.
    listed.forEach(asset -> asset.declareIn(names));
    RawRow.Shape shape = RawRow.Shape.of(table);
    List<Row> rows = new ArrayList<>();
    for (ListedAsset asset : listed) {
      if (table == Assets.TABLE) {
        rows.add(asset.asset(names, shape));
      } else {
        rows.addAll(asset.edges(names, shape));
      }
    }
    return Adjustment.apply(spark.createDataFrame(rows, RawRows.text(table)), source, table);
  }

  private static List<ListedAsset> entries(SparkSession spark, String file) {
    String shown = InputFiles.shown(file);
    Object root;
    try (InputStream in = TextFiles.open(file, InputFiles.configuration(spark))) {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(java.nio.ByteBuffer.wrap(in.readAllBytes()))
              .toString();
      LoadSettings settings =
          LoadSettings.builder().setLabel(shown).setCodePointLimit(FILE_CHARACTERS).build();
      root = new Load(settings).loadFromString(text);
    } catch (CharacterCodingException e) {
      throw new InvalidInput("%s is not UTF-8. Save it as UTF-8.", shown);
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    } catch (YamlEngineException e) {
      throw new InvalidInput(
          "Cannot read %s: %s. Correct the YAML.", shown, InputFiles.firstLine(e));
    }
    InvalidInput.check(
        root instanceof List<?>,
        "%s is no list. Write one entry a dash: - {type: model, name: …}.",
        shown);
    List<ListedAsset> entries = new ArrayList<>();
    for (JsonNode entry : (Iterable<JsonNode>) JSON.<JsonNode>valueToTree(root)) {
      entries.add(new ListedAsset(shown, entries.size() + 1L, entry));
    }
    return entries;
  }
}
