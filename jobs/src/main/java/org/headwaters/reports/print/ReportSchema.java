package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Sentence;
import org.headwaters.reports.model.Sheet;

/**
 * The JSON Schema (draft 2020-12) of a report's JSON, made of the same sheets: a column is said
 * once. Written by hand, since its keywords hold numbers and truth values, which our JSON does not.
 */
final class ReportSchema {
  private final StringBuilder out = new StringBuilder();

  private ReportSchema() {}

  static byte[] of(Report report) {
    return new ReportSchema().write(report).getBytes(StandardCharsets.UTF_8);
  }

  private String write(Report report) {
    out.append("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n");
    line("  ", "title", "A report of Headwaters, format " + Report.FORMAT);
    line(
        "  ",
        "description",
        "Numbers are texts of digits, so that no reader rounds them. Micros are millionths of the"
            + " currency's unit, ppm parts per million. A value that there is none of is missing;"
            + " one that is not told, because it would tell of few persons, is named in withheld.");
    out.append("  \"$defs\": {\n");
    out.append("    \"micros\": {\"type\": \"string\", \"pattern\": \"^-?[0-9]+$\"},\n");
    out.append("    \"ppm\": {\"type\": \"string\", \"pattern\": \"^-?[0-9]+$\"},\n");
    out.append("    \"count\": {\"type\": \"string\", \"pattern\": \"^-?[0-9]+$\"},\n");
    out.append("    \"text\": {\"type\": \"string\", \"minLength\": 1},\n");
    out.append("    \"withheld\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}},\n");
    out.append("    \"month\": {\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}$\"}\n");
    out.append("  },\n  \"type\": \"object\",\n  \"additionalProperties\": false,\n");
    out.append(
        "  \"required\": [\"currency\", \"format\", \"periods\", \"profile\", \"sentences\","
            + " \"sheets\", \"version\"],\n");
    out.append("  \"properties\": {\n");
    out.append("    \"format\": {\"const\": ").append(quoted(Report.FORMAT)).append("},\n");
    out.append("    \"profile\": {\"enum\": [\"public\", \"regulator\"]},\n");
    out.append("    \"version\": {\"$ref\": \"#/$defs/count\"},\n");
    out.append("    \"currency\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"},\n");
    out.append(
        "    \"periods\": {\"type\": \"array\", \"minItems\": 1, \"items\": {\"$ref\":"
            + " \"#/$defs/month\"}},\n");
    sentences(report);
    sheets(report);
    out.append("  }\n}\n");
    return out.toString();
  }

  private void sentences(Report report) {
    List<String> ids = report.sentences().stream().map(Sentence::id).toList();
    out.append("    \"sentences\": {\"type\": \"object\", \"additionalProperties\": false,\n");
    out.append("      \"required\": ").append(Json.texts(ids).canonical()).append(",\n");
    out.append("      \"properties\": {\n");
    List<String> each = new ArrayList<>();
    for (String id : ids) {
      each.add(
          "        "
              + quoted(id)
              + ": {\"type\": \"object\", \"required\": [\"figures\", \"text\"],"
              + " \"additionalProperties\": false, \"properties\": {\"text\": {\"$ref\":"
              + " \"#/$defs/text\"}, \"figures\": {\"type\": \"object\", \"additionalProperties\":"
              + " {\"$ref\": \"#/$defs/micros\"}}}}");
    }
    out.append(String.join(",\n", each)).append("\n      }},\n");
  }

  private void sheets(Report report) {
    List<String> ids = report.sheets().stream().map(Sheet::id).toList();
    out.append("    \"sheets\": {\"type\": \"object\", \"additionalProperties\": false,\n");
    out.append("      \"required\": ").append(Json.texts(ids).canonical()).append(",\n");
    out.append("      \"properties\": {\n");
    out.append(String.join(",\n", report.sheets().stream().map(ReportSchema::sheet).toList()));
    out.append("\n      }}\n");
  }

  private static String sheet(Sheet sheet) {
    List<String> columns = new ArrayList<>();
    for (Column column : sheet.columns()) {
      columns.add(
          "            "
              + quoted(column.name())
              + ": {\"$ref\": \"#/$defs/"
              + column.kind().key()
              + "\", \"title\": "
              + quoted(column.title())
              + "}");
    }
    columns.add("            \"withheld\": {\"$ref\": \"#/$defs/withheld\"}");
    return "        "
        + quoted(sheet.id())
        + ": {\"type\": \"array\", \"title\": "
        + quoted(sheet.title())
        + ", \"description\": "
        + quoted(sheet.about())
        + ",\n          \"items\": {\"type\": \"object\", \"additionalProperties\": false,"
        + " \"properties\": {\n"
        + String.join(",\n", columns)
        + "\n          }}}";
  }

  private void line(String indent, String name, String text) {
    out.append(indent).append(quoted(name)).append(": ").append(quoted(text)).append(",\n");
  }

  private static String quoted(String text) {
    return Json.text(text).canonical();
  }
}
