package org.headwaters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.headwaters.core.Named;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.Reason;
import org.junit.jupiter.api.Test;

/**
 * A word for where money waits, and why, is spelled in core alone: elsewhere it is a constant, so
 * that no row can be made, or looked for, under a word that nobody knows.
 */
final class WordsTest {
  private static final Path MAIN =
      Path.of(System.getProperty("headwaters.home", ".."), "jobs/src/main/java/org/headwaters");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z_]+)\"");

  @Test
  void noRoomButCoreSpellsABucketOrAReason() throws IOException {
    List<String> spelled = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (!file.startsWith(MAIN.resolve("core"))) {
          for (String literal : literals(Files.readString(file))) {
            spelled.add(MAIN.relativize(file) + ": " + literal);
          }
        }
      }
    }
    assertThat(spelled).isEmpty();
  }

  @Test
  void seesAWordButNotAColumnOfThatName() {
    assertThat(literals("a.equals(\"payable\") // \n x = TABLE.column(\"refused\");"))
        .containsExactly("payable");
    assertThat(literals("lit(\"no_source\"), \"payables\"")).containsExactly("no_source");
  }

  /** The words among a text's literals; a column may be called as a word is. */
  private static List<String> literals(String text) {
    Set<String> words = new TreeSet<>();
    for (Named[] list : List.<Named[]>of(Bucket.values(), HoldReason.values(), Reason.values())) {
      Arrays.stream(list).map(Named::key).forEach(words::add);
    }
    List<String> found = new ArrayList<>();
    Matcher literal = LITERAL.matcher(text.replaceAll("TABLE\\.column\\([^)]*\\)", ""));
    while (literal.find()) {
      if (words.contains(literal.group(1))) {
        found.add(literal.group(1));
      }
    }
    return found;
  }
}
