package org.headwaters.reports.print;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.VisibleText;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.told.Naming;
import org.jspecify.annotations.Nullable;

/**
 * The attribution of one model as Markdown and as JSON, work by work: there may be more of them
 * than fit in memory. An author is named where the licence asks for it and the person wants it.
 */
public final class Attribution {
  private static final int NAME_LENGTH = 200;
  private static final int URL_LENGTH = 2_000;
  private static final String SPECIAL = "\\`*_{}[]()#+-.!|>~=:@";

  /**
   * A work.
   *
   * @param licence as its data set lists it; null where nobody stated one
   * @param creditedAs the name that its holders want printed; null where none is wanted
   */
  public record Work(
      String datasetId, @Nullable String licence, String url, @Nullable String creditedAs) {}

  /** Works of people at a site who are not named, whose pages would name them. */
  public record Unnamed(String datasetId, @Nullable String licence, String site, long works) {}

  private final Appendable markdown;
  private final Appendable json;
  private boolean first = true;
  private String at = "";

  /** Writes to both. */
  public Attribution(Appendable markdown, Appendable json) {
    this.markdown = markdown;
    this.json = json;
  }

  /**
   * Begins the files.
   *
   * @param datasets that the model itself was made from
   * @param models that it was made from: they have an attribution of their own
   */
  public void begin(
      Facts.Asset model, String period, List<Facts.Asset> datasets, List<Facts.Asset> models)
      throws IOException {
    markdown.append("# Attribution: ").append(shown(name(model))).append("\n\n");
    markdown
        .append("The model ")
        .append(shown(model.assetId()))
        .append(" was made from the works below, as booked for ")
        .append(period)
        .append(". An author is named where a licence asks for it and the person wants it.\n\n");
    for (Facts.Asset dataset : datasets) {
      markdown
          .append("- Data set ")
          .append(shown(name(dataset)))
          .append(" (")
          .append(shown(dataset.assetId()))
          .append("), licence ")
          .append(licence(dataset.licence()))
          .append(dataset.homepage() == null ? "" : ", " + link(dataset.homepage()))
          .append("\n");
    }
    for (Facts.Asset base : models) {
      markdown
          .append("- Model ")
          .append(shown(name(base)))
          .append(" (")
          .append(shown(base.assetId()))
          .append("), licence ")
          .append(licence(base.licence()))
          .append(": what it was made from is in its own attribution\n");
    }
    Map<String, Json> head = new TreeMap<>();
    head.put("format", Json.text("1"));
    head.put("model", asset(model));
    head.put("period", Json.text(period));
    head.put("datasets", new Json.Array(datasets.stream().map(Attribution::asset).toList()));
    head.put("models", new Json.Array(models.stream().map(Attribution::asset).toList()));
    String opened = Json.object(head).canonical();
    json.append(opened, 0, opened.length() - 1).append(",\"works\":[");
  }

  /** The next work; works of one data set and licence come one after another. */
  public void work(Work work) throws IOException {
    heading(work.datasetId(), work.licence());
    markdown.append("- ").append(link(work.url()));
    Map<String, Json> members = new TreeMap<>();
    members.put("dataset_id", Json.text(work.datasetId()));
    members.put("url", Json.text(work.url()));
    if (work.licence() != null) {
      members.put("licence", Json.text(work.licence()));
    }
    if (work.creditedAs() != null && Naming.asksForTheName(work.licence())) {
      markdown.append(" by ").append(shown(work.creditedAs()));
      members.put("author", Json.text(work.creditedAs()));
    }
    markdown.append("\n");
    item(members);
  }

  /** After the last work: how many others there are. */
  public void unnamed(List<Unnamed> unnamed) throws IOException {
    json.append("],\"unnamed\":[");
    first = true;
    at = "";
    if (!unnamed.isEmpty()) {
      markdown.append("\n## Works of people who are not named\n\n");
    }
    for (Unnamed each : unnamed) {
      markdown
          .append("- ")
          .append(Long.toString(each.works()))
          .append(each.works() == 1 ? " work of " : " works of ")
          .append(shown(each.site()))
          .append(" in ")
          .append(shown(each.datasetId()))
          .append(", licence ")
          .append(licence(each.licence()))
          .append("\n");
      Map<String, Json> members = new TreeMap<>();
      members.put("dataset_id", Json.text(each.datasetId()));
      members.put("site", Json.text(each.site()));
      members.put("works", Json.text(each.works()));
      if (each.licence() != null) {
        members.put("licence", Json.text(each.licence()));
      }
      item(members);
    }
    json.append("]}\n");
  }

  private void item(Map<String, Json> members) throws IOException {
    json.append(first ? "\n" : ",\n").append(Json.object(members).canonical());
    first = false;
  }

  private void heading(String datasetId, @Nullable String licence) throws IOException {
    String here = shown(datasetId) + ", licence " + licence(licence);
    if (!here.equals(at)) {
      markdown.append("\n## ").append(here).append("\n\n");
      at = here;
    }
  }

  private static Json asset(Facts.Asset asset) {
    Map<String, Json> members = new TreeMap<>();
    members.put("asset_id", Json.text(asset.assetId()));
    members.put("title", Json.text(name(asset)));
    if (asset.licence() != null) {
      members.put("licence", Json.text(asset.licence()));
    }
    if (asset.homepage() != null) {
      members.put("url", Json.text(asset.homepage()));
    }
    return Json.object(members);
  }

  private static String name(Facts.Asset asset) {
    return asset.name() == null ? asset.assetId() : asset.name();
  }

  private static String licence(@Nullable String licence) {
    return licence == null ? "not stated" : shown(licence);
  }

  /** Text that Markdown and HTML take as text alone, on one line. */
  static String shown(String text) {
    List<String> shown = new ArrayList<>();
    Shown.cut(VisibleText.escaped(text), NAME_LENGTH)
        .codePoints()
        .forEach(
            c ->
                shown.add(
                    switch (c) {
                      case '<' -> "&lt;";
                      case '>' -> "&gt;";
                      case '&' -> "&amp;";
                      default ->
                          SPECIAL.indexOf(c) >= 0
                              ? "\\" + Character.toString(c)
                              : Character.toString(c);
                    }));
    return String.join("", shown);
  }

  /** A page of the web as a link; anything else as text. */
  private static String link(String url) {
    boolean plain =
        url.length() <= URL_LENGTH
            && url.codePoints().allMatch(c -> c > ' ' && c < 0x7F && c != '<' && c != '>');
    return plain && (url.startsWith("https://") || url.startsWith("http://"))
        ? "<" + url + ">"
        : shown(url);
  }
}
