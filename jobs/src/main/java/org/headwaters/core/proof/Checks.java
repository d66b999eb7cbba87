package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Named;

/**
 * What somebody who trusts nobody looked at, in order, and what came of it. Goes on after a
 * failure, so that all of them are told.
 */
public final class Checks {
  /** What came of it. */
  public enum Outcome implements Named {
    /** It is as it must be. */
    HOLDS,
    /** It is not, and the line says where. */
    FAILS,
    /** It could not be looked at, for something before it failed. */
    SKIPPED,
    /** No file can show it. */
    NOT_SHOWN
  }

  /** One line: what was looked at, and what was found, with the place. */
  public record Line(Outcome outcome, String check, String said) {}

  private final List<Line> lines = new ArrayList<>();

  /** Something that holds. */
  public void holds(String check, String said) {
    lines.add(new Line(Outcome.HOLDS, check, said));
  }

  /** Something that does not, with the place. */
  public void fails(String check, String said) {
    lines.add(new Line(Outcome.FAILS, check, said));
  }

  /** Something that nobody could look at, and why. */
  public void skipped(String check, String why) {
    lines.add(new Line(Outcome.SKIPPED, check, why));
  }

  /** Something that no file can show, and what helps. */
  public void notShown(String check, String said) {
    lines.add(new Line(Outcome.NOT_SHOWN, check, said));
  }

  /** All lines of others, told to be of something else beside this. */
  public void addAll(String of, Checks others) {
    for (Line line : others.lines) {
      lines.add(new Line(line.outcome, of + " " + line.check, line.said));
    }
  }

  /** What a look gives, or a failure with the sentence that it threw. */
  public <T> Optional<T> look(String check, Supplier<T> look) {
    try {
      return Optional.of(look.get());
    } catch (InvalidInput | Breach e) {
      fails(check, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** All lines, in order. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** How many failed or could not be looked at. */
  public long failures() {
    return lines.stream()
        .filter(line -> line.outcome == Outcome.FAILS || line.outcome == Outcome.SKIPPED)
        .count();
  }
}
