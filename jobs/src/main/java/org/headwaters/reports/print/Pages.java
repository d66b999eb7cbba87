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
import java.util.Optional;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Leaf;
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

  /**
   * What is printed of a cell: a figure is printed with the value that machines read.
   *
   * @param href where it leads; null for nowhere
   */
  public record Printed(
      String text, boolean figure, @Nullable String value, @Nullable String href) {}

  /**
   * A sheet as its template wants it.
   *
   * @param csv whether a CSV file of it lies beside the page
   */
  public record Grid(
      String id,
      String title,
      String about,
      boolean csv,
      List<Column> columns,
      List<List<Printed>> rows) {}

  /** A section as its template wants it. */
  public record Part(
      String id, String title, List<String> words, List<Drawing> drawings, List<Grid> grids) {}

  /** The page of a report. */
  static String report(Report report, Map<String, String> hashes, List<Leaf.Way> ways) {
    Map<String, Object> context = new HashMap<>();
    context.put("ways", ways);
    context.put("report", report);
    context.put("sentences", report.sentences().stream().map(Pages::printed).toList());
    context.put(
        "parts", report.sections().stream().map(section -> part(section, true, Map.of())).toList());
    context.put("hashes", new ArrayList<>(hashes.entrySet()));
    return page("report.html", context);
  }

  /**
   * A page of a site.
   *
   * @param csv whether its sheets are CSV files too
   */
  static String leaf(Leaf leaf, boolean csv) {
    Map<String, Object> context = new HashMap<>();
    context.put("ways", leaf.ways());
    context.put("title", Shown.text(leaf.title()));
    context.put("lead", Shown.words(leaf.lead()));
    context.put("sentences", leaf.sentences().stream().map(Pages::printed).toList());
    context.put(
        "parts",
        leaf.sections().stream().map(section -> part(section, csv, leaf.links())).toList());
    return page("leaf.html", context);
  }

  private static List<Printed> printed(Sentence sentence) {
    List<Printed> pieces = new ArrayList<>();
    for (Sentence.Piece piece : sentence.pieces()) {
      pieces.add(
          new Printed(
              Shown.cell(piece.cell(), piece.kind()),
              piece.kind().isFigure(),
              piece.cell().value(),
              null));
    }
    return pieces;
  }

  private static Part part(Section section, boolean csv, Map<String, Map<String, String>> links) {
    List<Drawing> drawings = new ArrayList<>();
    section.bars().forEach(bars -> drawings.add(BarDrawer.of(bars)));
    section.flows().forEach(flows -> drawings.add(FlowDrawer.of(flows)));
    return new Part(
        section.id(),
        section.title(),
        section.words().stream().map(Shown::words).toList(),
        drawings,
        section.sheets().stream().map(sheet -> grid(sheet, csv, links)).toList());
  }

  static Grid grid(Sheet sheet, boolean csv, Map<String, Map<String, String>> links) {
    List<List<Printed>> rows = new ArrayList<>();
    for (List<Cell> row : sheet.rows()) {
      List<Printed> cells = new ArrayList<>();
      for (int at = 0; at < row.size(); at++) {
        Column column = sheet.columns().get(at);
        Cell cell = row.get(at);
        cells.add(
            new Printed(
                Shown.cell(cell, column.kind()),
                column.kind().isFigure(),
                cell.value(),
                links.getOrDefault(column.name(), Map.of()).get(String.valueOf(cell.value()))));
      }
      rows.add(cells);
    }
    return new Grid(sheet.id(), sheet.title(), sheet.about(), csv, sheet.columns(), rows);
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

  /** A page that is printed as it is; empty if there is none. */
  static Optional<byte[]> asItIs(String name) {
    try (InputStream in = Pages.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    return new String(
        asItIs(name).orElseThrow(() -> new IllegalStateException("No resource " + name)),
        StandardCharsets.UTF_8);
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
