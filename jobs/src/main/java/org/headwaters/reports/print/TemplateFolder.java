package org.headwaters.reports.print;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.VisibleText;
import org.headwaters.core.proof.Json;
import org.headwaters.reports.model.Sheet;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.model.Template.Chapter;
import org.headwaters.reports.model.Template.Field;
import org.headwaters.reports.model.Template.Origin;

/** A filled-in form as files: a page, JSON, CSV, a list of what stands open, and other files. */
public final class TemplateFolder {
  /** In every folder of this kind. */
  public static final String MARK = "CHECKLIST.md";

  private static final int ANSWER_LENGTH = 20_000;

  private TemplateFolder() {}

  /** A question as the page wants it; an answer of several parts is a list. */
  public record Asked(String label, String key, String origin, boolean open, List<String> answer) {}

  /** A chapter as the page wants it. */
  public record Part(String number, String title, List<Asked> fields) {}

  /**
   * The files.
   *
   * @param beside other files, by path
   */
  public static SortedMap<String, byte[]> of(Template template, Map<String, byte[]> beside) {
    SortedMap<String, byte[]> files = new TreeMap<>(beside);
    files.put(template.id() + ".json", json(template).bytes());
    files.put(MARK, checklist(template).getBytes(StandardCharsets.UTF_8));
    for (Sheet sheet : template.sheets()) {
      files.put("csv/" + sheet.id() + ".csv", SheetCsv.of(sheet));
    }
    files.put(ReportFolder.PAGE, page(template).getBytes(StandardCharsets.UTF_8));
    files.put(ReportFolder.HASHES, ReportFolder.sums(files));
    return files;
  }

  private static Json json(Template template) {
    Map<String, Json> answers = new TreeMap<>();
    Map<String, Json> origins = new TreeMap<>();
    for (Chapter chapter : template.chapters()) {
      for (Field field : chapter.fields()) {
        answers.put(field.key(), field.value());
        origins.put(field.key(), Json.text(field.origin().key()));
      }
    }
    Map<String, Json> sheets = new TreeMap<>();
    template.sheets().forEach(sheet -> sheets.put(sheet.id(), ReportJson.rows(sheet)));
    return Json.object(
        Map.of(
            "format", Json.text("1"),
            "template", Json.text(template.id()),
            "title", Json.text(template.title()),
            "answers", Json.object(answers),
            "origins", Json.object(origins),
            "sheets", Json.object(sheets)));
  }

  private static String checklist(Template template) {
    StringBuilder list = new StringBuilder("# Still to be provided\n\n");
    for (Field field : template.open()) {
      list.append("- [ ] ").append(field.key()).append(": ").append(field.label()).append('\n');
    }
    if (template.open().isEmpty()) {
      list.append("none\n");
    }
    return list.toString();
  }

  private static String page(Template template) {
    List<Part> chapters = new ArrayList<>();
    for (Chapter chapter : template.chapters()) {
      List<Asked> asked = new ArrayList<>();
      for (Field field : chapter.fields()) {
        asked.add(
            new Asked(
                field.label(),
                field.key(),
                field.origin() == Origin.TABLES ? "from the tables" : "as attested",
                field.origin() == Origin.MISSING,
                answer(field.value())));
      }
      chapters.add(new Part(chapter.number(), chapter.title(), asked));
    }
    Map<String, Object> context = new HashMap<>();
    context.put("ways", List.of());
    context.put("title", shown(template.title()));
    context.put("lead", shown(template.lead()));
    context.put("chapters", chapters);
    context.put("json", template.id() + ".json");
    context.put("open", template.open().size());
    context.put(
        "parts",
        List.of(
            new Pages.Part(
                "lists",
                "Lists",
                List.of(),
                List.of(),
                template.sheets().stream()
                    .map(sheet -> Pages.grid(sheet, true, Map.of()))
                    .toList())));
    return Pages.page("template.html", context);
  }

  private static List<String> answer(Json value) {
    List<String> answer = new ArrayList<>();
    if (value instanceof Json.Text text) {
      answer.add(shown(text.value()));
    } else if (value instanceof Json.Array array) {
      array.items().forEach(item -> answer.add(String.join(", ", answer(item))));
    } else if (value instanceof Json.Members members) {
      members
          .members()
          .forEach((name, each) -> answer.add(name + ": " + String.join("; ", answer(each))));
    }
    return answer;
  }

  private static String shown(String text) {
    return Shown.cut(VisibleText.escaped(text), ANSWER_LENGTH);
  }
}
