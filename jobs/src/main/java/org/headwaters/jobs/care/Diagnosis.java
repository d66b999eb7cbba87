package org.headwaters.jobs.care;

/**
 * One thing that was looked at and how it is.
 *
 * @param subject what was looked at, in a word or two
 * @param finding what was found, with values
 * @param fix what to do about it; empty if nothing is wrong
 */
public record Diagnosis(Level level, String subject, String finding, String fix) {
  /** How bad it is. */
  public enum Level {
    OK,
    /** Works, but somebody should look at it. */
    WARNING,
    /** Does not work, or amounts cannot be trusted. */
    FAILURE
  }

  /** Nothing to do. */
  public static Diagnosis ok(String subject, String finding) {
    return new Diagnosis(Level.OK, subject, finding, "");
  }

  public static Diagnosis warning(String subject, String finding, String fix) {
    return new Diagnosis(Level.WARNING, subject, finding, fix);
  }

  public static Diagnosis failure(String subject, String finding, String fix) {
    return new Diagnosis(Level.FAILURE, subject, finding, fix);
  }
}
