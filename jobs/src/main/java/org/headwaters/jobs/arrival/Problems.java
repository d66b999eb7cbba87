package org.headwaters.jobs.arrival;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.InvalidInput;

/** What is wrong with the inputs, collected over all tables, so that it is told in one go. */
final class Problems {
  private final List<String> told = new ArrayList<>();

  /** Does the work; what it finds wrong with the input is kept. */
  void of(Runnable work) {
    try {
      work.run();
    } catch (InvalidInput e) {
      String message = String.valueOf(e.getMessage());
      if (!told.contains(message)) {
        told.add(message);
      }
    }
  }

  void add(String problem) {
    told.add(problem);
  }

  List<String> told() {
    return List.copyOf(told);
  }

  /** Throws {@link InvalidInput} with all of them, a line each, if there are any. */
  void check() {
    if (!told.isEmpty()) {
      throw new InvalidInput("%s", String.join("\n  ", told));
    }
  }
}
