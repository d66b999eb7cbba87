package org.headwaters.adapters;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a model's usage that are told and charged apart, and where their tokens are counted
 * unless a report says beside.
 */
enum UsagePart {
  INPUT("input", "input_tokens", null),
  CACHED("cached", "cached_tokens", INPUT),
  CACHE_WRITE("cache_write", "cache_write_tokens", INPUT),
  CACHE_WRITE_1H("cache_write_1h", "cache_write_1h_tokens", INPUT),
  INPUT_AUDIO("input_audio", "input_audio_tokens", INPUT),
  INPUT_IMAGE("input_image", "input_image_tokens", INPUT),
  OUTPUT("output", "output_tokens", null),
  REASONING("reasoning", "reasoning_tokens", OUTPUT),
  OUTPUT_AUDIO("output_audio", "output_audio_tokens", OUTPUT),
  OUTPUT_IMAGE("output_image", "output_image_tokens", OUTPUT),
  REQUESTS("requests", "requests", null),
  TOOL_CALLS("tool_calls", "tool_calls", null);

  private final String word;
  private final String column;
  private final @Nullable UsagePart whole;

  UsagePart(String word, String column, @Nullable UsagePart whole) {
    this.word = word;
    this.column = column;
    this.whole = whole;
  }

  /** Its name in price tables, in settings and in the ids of revenue lines. */
  String word() {
    return word;
  }

  /** Its column in a report. */
  String column() {
    return column;
  }

  /** The part among whose tokens these are counted; empty for one that stands alone. */
  Optional<UsagePart> whole() {
    return Optional.ofNullable(whole);
  }

  boolean isTokens() {
    return this != REQUESTS && this != TOOL_CALLS;
  }

  /** Whether it costs what its whole costs where a price table says nothing of it. */
  boolean costsAsItsWhole() {
    return this == CACHED || this == REASONING;
  }

  static Optional<UsagePart> named(String word) {
    return Arrays.stream(values()).filter(part -> part.word.equals(word)).findFirst();
  }
}
