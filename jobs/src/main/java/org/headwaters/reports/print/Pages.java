package org.headwaters.reports.print;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sentence;
import org.headwaters.reports.model.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Pages by templates that escape whatever they print. A page names the one style sheet that it may
 * use by its hash and may load, run and send nothing.
 */
final class Pages {
  private static final String FOLDER = "org/headwaters/reports/print/";
  private static final PebbleEngine ENGINE =
      new PebbleEngine.Builder()
          .loader(loader())
          .strictVariables(true)
          .newLineTrimming(false)
          .cacheActive(true)
          .defaultLocale(Locale.ROOT)
          .build();
  private static final String STYLE = resource("page.css");

  private Pages() {}

  private static ClasspathLoader loader() {
    ClasspathLoader loader = new ClasspathLoader(Pages.class.getClassLoader());
    loader.setPrefix(FOLDER);
    return loader;
  }

  /** What is printed of a cell: a figure is printed with the value that machines read. */
  public record Printed(String text, boolean figure, @Nullable String value) {}

  /** A sheet as its template wants it. */
  public record Grid(
      String id, String title, String about, List<Column> columns, List<List<Printed>> rows) {}

  /** A section as its template wants it. */
  public record Part(
      String id, String title, List<String> words, List<Drawing> drawings, List<Grid> grids) {}

  /** The page of a report. */
  static String report(Report report, Map<String, String> hashes) {
    Map<String, Object> context = new HashMap<>();
    context.put("report", report);
    context.put(
        "sentences", report.sentences().stream().map(sentence -> printed(sentence)).toList());
    context.put("parts", report.sections().stream().map(Pages::part).toList());
    context.put("hashes", new ArrayList<>(hashes.entrySet()));
    return page("report.html", context);
  }

  private static List<Printed> printed(Sentence sentence) {
    List<Printed> pieces = new ArrayList<>();
    for (Sentence.Piece piece : sentence.pieces()) {
      pieces.add(
          new Printed(
              Shown.cell(piece.cell(), piece.kind()),
              piece.kind().isFigure(),
              piece.cell().value()));
    }
    return pieces;
  }

  private static Part part(Section section) {
    List<Drawing> drawings = new ArrayList<>();
    section.bars().forEach(bars -> drawings.add(BarDrawer.of(bars)));
    section.flows().forEach(flows -> drawings.add(FlowDrawer.of(flows)));
    return new Part(
        section.id(),
        section.title(),
        section.words().stream().map(Shown::words).toList(),
        drawings,
        section.sheets().stream().map(Pages::grid).toList());
  }

  private static Grid grid(Sheet sheet) {
    List<List<Printed>> rows = new ArrayList<>();
    for (List<Cell> row : sheet.rows()) {
      List<Printed> cells = new ArrayList<>();
      for (int at = 0; at < row.size(); at++) {
        var kind = sheet.columns().get(at).kind();
        Cell cell = row.get(at);
        cells.add(new Printed(Shown.cell(cell, kind), kind.isFigure(), cell.value()));
      }
      rows.add(cells);
    }
    return new Grid(sheet.id(), sheet.title(), sheet.about(), sheet.columns(), rows);
  }

  /** A page by its template, with the style that every page has. */
  static String page(String template, Map<String, Object> context) {
    context.put("style", STYLE);
    context.put("style_hash", sha256(STYLE));
    StringWriter out = new StringWriter();
    try {
      ENGINE.getTemplate(template).evaluate(out, context, Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private static String resource(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("No resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
