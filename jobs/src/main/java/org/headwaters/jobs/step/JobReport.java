package org.headwaters.jobs.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.InvalidInput;

/**
 * What a step did, for people and machines.
 *
 * @param step the job's name
 * @param changed whether anything was written
 * @param counts figures by name, in the order they are told
 * @param lines sentences that a person should read
 * @param problems why the input cannot be used as it is, for all of its tables; empty if it can
 */
public record JobReport(
    String step,
    boolean changed,
    Map<String, Long> counts,
    List<String> lines,
    List<String> problems) {
  /** The count of rows that a step wrote into plain files, outside of the lake's tables. */
  public static final String FILE_ROWS = "file_rows";

  /** The count of bytes of such files. */
  public static final String FILE_BYTES = "file_bytes";

  public JobReport {
    counts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    lines = List.copyOf(lines);
    problems = List.copyOf(problems);
  }

  /** Of a step that can use its input. */
  public JobReport(String step, boolean changed, Map<String, Long> counts, List<String> lines) {
    this(step, changed, counts, lines, List.of());
  }

  /** Throws {@link InvalidInput} with all problems, if there are any: nothing may follow then. */
  public void checkUsable() {
    if (!problems.isEmpty()) {
      throw new InvalidInput("%s", String.join("\n  ", problems));
    }
  }

  /** What several parts of a step did, one after the other: figures of one name are added. */
  public static JobReport joined(String step, List<JobReport> parts, List<String> more) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    for (JobReport part : parts) {
      part.counts.forEach((name, count) -> counts.merge(name, count, Math::addExact));
      lines.addAll(part.lines);
    }
    lines.addAll(more);
    return new JobReport(step, parts.stream().anyMatch(JobReport::changed), counts, lines);
  }

  /** A step that found everything already there. */
  public static JobReport unchanged(String step, String line) {
    return new JobReport(step, false, Map.of(), List.of(line));
  }
}
