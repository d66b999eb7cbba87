package org.headwaters.adapters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/** The rows of one file of JSON Lines, read as they are asked for. */
final class JsonLines implements Iterator<Row> {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String file;
  private final Lines lines;
  private final ColumnMap map;
  private final Map<String, List<Integer>> places;
  private long line;
  private @Nullable Row next;

  JsonLines(String file, InputStream in, ColumnMap map) {
    this.file = file;
    this.lines = new Lines(file, in);
    this.map = map;
    this.places = map.placesByTheirName();
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      Lines.Line read = lines.next();
      if (read == null) {
        return false;
      }
      line = read.number();
      next = row(read);
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  /** Null for an empty line. */
  private @Nullable Row row(Lines.Line read) {
    if (read.fault() != null) {
      return broken(read.fault());
    }
    return read.text().isBlank() ? null : parsed(read.text());
  }

  private Row parsed(String text) {
    @Nullable Object[] cells = cells();
    List<Row> faults = new ArrayList<>();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return broken(RawRows.fault("", text, "is_json_object", "Write one JSON object a line."));
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        field(name, json, cells, faults);
      }
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "more follows after the object");
      }
    } catch (JsonProcessingException e) {
      return broken(
          RawRows.fault(
              "",
              text,
              "is_json_object",
              "Correct the line; it cannot be read at character "
                  + (e.getLocation() == null ? 0 : e.getLocation().getColumnNr())
                  + "."));
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
    cells[cells.length - 1] = faults.isEmpty() ? null : faults.toArray(new Row[0]);
    return RowFactory.create(cells);
  }

  private void field(String name, JsonParser json, @Nullable Object[] cells, List<Row> faults)
      throws IOException {
    List<Integer> ours = places.getOrDefault(name, List.of());
    if (ours.isEmpty() && !map.mayIgnore(name) && map.theirs().isEmpty()) {
      faults.add(
          RawRows.fault(
              name,
              json.currentToken().isScalarValue() ? json.getText() : json.currentToken().asString(),
              "column_is_known",
              "Leave it out, list it in inputs."
                  + map.table()
                  + ".ignore, or use one of "
                  + String.join(", ", map.columns())
                  + "."));
    }
    if (!json.currentToken().isScalarValue()) {
      json.skipChildren();
      for (int place : ours) {
        faults.add(
            RawRows.fault(
                map.columns().get(place),
                "{…}",
                "is_one_value",
                "Give one value, not a list or an object."));
      }
      return;
    }
    String text = json.currentToken() == JsonToken.VALUE_NULL ? null : json.getText();
    for (int place : ours) {
      cells[place] = text;
    }
  }

  private Row broken(Row fault) {
    @Nullable Object[] cells = cells();
    cells[cells.length - 1] = new Row[] {fault};
    return RowFactory.create(cells);
  }

  private @Nullable Object[] cells() {
    int width = map.columns().size();
    @Nullable Object[] cells = new @Nullable Object[width + 3];
    cells[width] = file;
    cells[width + 1] = line;
    return cells;
  }
}
