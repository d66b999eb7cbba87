package org.headwaters.adapters;

import java.util.List;

/** The parts of a model's usage that are told and charged apart. */
final class UsagePart {
  static final String INPUT = "input";
  static final String CACHED = "cached";
  static final String OUTPUT = "output";
  static final String REASONING = "reasoning";

  static final List<String> NAMES = List.of(INPUT, CACHED, OUTPUT, REASONING);

  private UsagePart() {}

  /** The part whose tokens these may be among: cached ones are read, reasoning is written. */
  static String whole(String part) {
    return part.equals(CACHED) || part.equals(INPUT) ? INPUT : OUTPUT;
  }

  static String column(String part) {
    return part + "_tokens";
  }
}
