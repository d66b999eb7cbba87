package org.headwaters.reports.model;

import org.headwaters.core.Named;

/** What the cells of a column are. */
public enum Kind implements Named {
  /** Text, often from outside. */
  TEXT,
  /** Whole micros of the reporting currency; negative for money given back. */
  MICROS,
  /** Parts per million. */
  PPM,
  /** A whole number of something. */
  COUNT;

  /** Whether cells of this kind are figures. */
  public boolean isFigure() {
    return this != TEXT;
  }
}
