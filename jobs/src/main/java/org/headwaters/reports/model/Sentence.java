package org.headwaters.reports.model;

import java.util.List;

/**
 * A sentence of the first page.
 *
 * @param id what it tells: earned, returned, to_how_many, waiting, unknown
 */
public record Sentence(String id, List<Piece> pieces) {
  /** Copies. */
  public Sentence {
    pieces = List.copyOf(pieces);
  }

  /**
   * A part of a sentence: words, or a figure.
   *
   * @param name of the figure in JSON; empty for words
   */
  public record Piece(String name, Kind kind, Cell cell) {
    /** Words. */
    public static Piece words(String text) {
      return new Piece("", Kind.TEXT, Cell.of(text));
    }

    /** Money. */
    public static Piece micros(String name, Cell cell) {
      return new Piece(name, Kind.MICROS, cell);
    }

    /** A whole number. */
    public static Piece count(String name, Cell cell) {
      return new Piece(name, Kind.COUNT, cell);
    }
  }
}
