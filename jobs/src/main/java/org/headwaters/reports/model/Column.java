package org.headwaters.reports.model;

/**
 * A column of a sheet.
 *
 * @param name in JSON and CSV; ends with the unit, as in {@code amount_micros}
 * @param title for readers
 */
public record Column(String name, String title, Kind kind) {
  /** A column of text. */
  public static Column text(String name, String title) {
    return new Column(name, title, Kind.TEXT);
  }

  /** A column of money; its name ends with {@code _micros}. */
  public static Column micros(String name, String title) {
    return new Column(name, title, Kind.MICROS);
  }

  /** A column of shares; its name ends with {@code _ppm}. */
  public static Column ppm(String name, String title) {
    return new Column(name, title, Kind.PPM);
  }

  /** A column of whole numbers. */
  public static Column count(String name, String title) {
    return new Column(name, title, Kind.COUNT);
  }
}
