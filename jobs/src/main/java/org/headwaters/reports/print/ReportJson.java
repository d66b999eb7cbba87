package org.headwaters.reports.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Kind;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Sentence;
import org.headwaters.reports.model.Sheet;

/**
 * A report as canonical JSON (RFC 8785). Numbers are texts, so that no reader rounds them; a value
 * that there is none of is missing, one that is not told is in {@code withheld}.
 */
final class ReportJson {
  private ReportJson() {}

  static Json of(Report report) {
    Map<String, Json> members = new TreeMap<>();
    members.put("format", Json.text(Report.FORMAT));
    members.put("profile", Json.text(report.profile()));
    members.put("periods", Json.texts(report.periods()));
    members.put("currency", Json.text(report.currency()));
    members.put("version", Json.text(report.version()));
    members.put("sentences", sentences(report));
    Map<String, Json> sheets = new TreeMap<>();
    report.sheets().forEach(sheet -> sheets.put(sheet.id(), rows(sheet)));
    members.put("sheets", Json.object(sheets));
    return Json.object(members);
  }

  private static Json sentences(Report report) {
    Map<String, Json> sentences = new TreeMap<>();
    for (Sentence sentence : report.sentences()) {
      Map<String, Json> figures = new TreeMap<>();
      StringBuilder text = new StringBuilder();
      for (Sentence.Piece piece : sentence.pieces()) {
        text.append(words(piece));
        String value = piece.cell().value();
        if (piece.kind().isFigure() && value != null) {
          figures.put(piece.name(), Json.text(value));
        }
      }
      sentences.put(
          sentence.id(),
          Json.object(Map.of("text", Json.text(text.toString()), "figures", Json.object(figures))));
    }
    return Json.object(sentences);
  }

  /** Words as they are; figures as they are shown. */
  static String words(Sentence.Piece piece) {
    String value = piece.cell().value();
    return piece.kind() == Kind.TEXT && value != null
        ? value
        : Shown.cell(piece.cell(), piece.kind());
  }

  static Json rows(Sheet sheet) {
    List<Json> rows = new ArrayList<>();
    for (List<Cell> row : sheet.rows()) {
      Map<String, Json> members = new TreeMap<>();
      List<String> withheld = new ArrayList<>();
      for (int at = 0; at < row.size(); at++) {
        Column column = sheet.columns().get(at);
        String value = row.get(at).value();
        if (value != null) {
          members.put(column.name(), Json.text(value));
        } else if (row.get(at).withheld()) {
          withheld.add(column.name());
        }
      }
      if (!withheld.isEmpty()) {
        members.put("withheld", Json.texts(withheld));
      }
      rows.add(Json.object(members));
    }
    return new Json.Array(rows);
  }
}
