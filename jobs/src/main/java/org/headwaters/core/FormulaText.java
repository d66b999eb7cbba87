package org.headwaters.core;

/** Text that a spreadsheet would run as a formula. */
public final class FormulaText {
  /** The first characters of formulas, the wide forms that are taken for the same included. */
  private static final String STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private FormulaText() {}

  /** The text as a cell that is shown and never run: a formula begins with an apostrophe. */
  public static String harmless(String text) {
    return !text.isEmpty() && STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
