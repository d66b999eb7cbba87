package org.headwaters.reports.model;

import java.util.List;
import org.headwaters.core.Named;
import org.headwaters.core.proof.Json;

/**
 * A form that a law asks a provider to fill in for a model: what tables know is filled in, what a
 * person must say is what that person said, or stands open.
 *
 * @param id of the form: eu-art53, ab2013
 * @param sheets lists that are too long for a field
 */
public record Template(
    String id, String title, String lead, List<Chapter> chapters, List<Sheet> sheets) {
  /** In place of what a person must still say. */
  public static final String OPEN = "TO_BE_PROVIDED";

  /** Copies. */
  public Template {
    chapters = List.copyOf(chapters);
    sheets = List.copyOf(sheets);
  }

  /** A part of the form. */
  public record Chapter(String number, String title, List<Field> fields) {
    /** Copies. */
    public Chapter {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A question and its answer.
   *
   * @param key in JSON, and in a person's file
   */
  public record Field(String key, String label, Origin origin, Json value) {}

  /** Where an answer is from. */
  public enum Origin implements Named {
    /** The tables that the money used. */
    TABLES,
    /** A person's file. */
    ATTESTED,
    /** Nobody has said it yet. */
    MISSING
  }

  /** What stands open. */
  public List<Field> open() {
    return chapters.stream()
        .flatMap(chapter -> chapter.fields().stream())
        .filter(field -> field.origin() == Origin.MISSING)
        .toList();
  }
}
