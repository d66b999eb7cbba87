package org.headwaters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.tables.Catalogue;
import org.junit.jupiter.api.Test;

/** Reads our sources and says file, line and what to write instead. */
final class TidyTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("headwaters.home", ".."), "jobs", "src").normalize();
  private static final int FILE_LINES = 300;
  private static final int METHOD_LINES = 60;

  /** Tests are read case by case. */
  private static final int TEST_FILE_LINES = 420;

  private static final Pattern FLOATING_POINT = Pattern.compile("\\b([dD]ouble|[fF]loat)\\b");
  private static final Pattern COLUMN_LITERAL =
      Pattern.compile(
          "\\b(col|column|groupBy|select|withColumn|withColumnRenamed|drop|orderBy|sort"
              + "|partitionBy|repartition)\\(\"([^\"]*)\"");
  private static final Set<String> COLUMNS =
      Catalogue.ALL.stream()
          .flatMap(table -> table.contract().columns().stream())
          .map(ContractColumn::name)
          .collect(Collectors.toUnmodifiableSet());
  private static final Pattern OPEN_TODO = Pattern.compile("\\bTODO\\b(?!\\(#\\d+\\))");
  private static final Pattern METHOD_START = Pattern.compile("( *)\\S.*\\).*\\{");
  private static final Pattern TYPE = Pattern.compile("\\b(class|record|interface|enum)\\b.*\\{");

  @Test
  void ourSourcesAreTidy() throws IOException {
    List<String> findings = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
        findings.addAll(findings(SOURCES.relativize(file).toString(), Files.readAllLines(file)));
      }
    }
    assertThat(findings).isEmpty();
  }

  @Test
  void seesWhatItBans() {
    assertThat(
            findings(
                "main/java/org/headwaters/core/A.java", List.of("  double x; // double-entry")))
        .containsExactly(
            "main/java/org/headwaters/core/A.java:1: use long or BigInteger micros, not double");
    assertThat(findings("main/java/org/headwaters/core/A.java", List.of("/** A double entry. */")))
        .isEmpty();
    assertThat(findings("main/java/org/headwaters/transforms/A.java", List.of("x = col(\"url\");")))
        .containsExactly(
            "main/java/org/headwaters/transforms/A.java:1: use the table's constant, not col(\"url\"");
    String todo = "// TO" + "DO";
    assertThat(findings("A.java", List.of(todo + ": later", todo + "(#7): later")))
        .containsExactly("A.java:1: use an issue number, as in TO" + "DO(#7)");
    List<String> lines = new ArrayList<>(List.of("  void a() {"));
    for (int line = 0; line < FILE_LINES; line++) {
      lines.add("    a();");
    }
    lines.add("  }");
    assertThat(findings("A.java", lines))
        .containsExactly(
            "A.java:1: use methods of at most 60 lines; this one has 302",
            "A.java:302: use files of at most 300 lines; split by noun");
  }

  private static List<String> findings(String file, List<String> lines) {
    List<String> findings = new ArrayList<>();
    for (int index = 0; index < lines.size(); index++) {
      String place = file + ":" + (index + 1) + ": use ";
      String line = lines.get(index);
      String code = code(line);
      if (file.contains("headwaters/core/") && FLOATING_POINT.matcher(code).find()) {
        findings.add(place + "long or BigInteger micros, not double");
      }
      var literal = COLUMN_LITERAL.matcher(line);
      // A transform may name its own intermediate columns; a table's column has a constant.
      if (file.startsWith("main")
          && file.contains("/transforms/")
          && literal.find()
          && COLUMNS.contains(literal.group(2))) {
        findings.add(place + "the table's constant, not " + literal.group());
      }
      if (OPEN_TODO.matcher(line).find() && !file.endsWith("TidyTest.java")) {
        findings.add(place + "an issue number, as in TO" + "DO(#7)");
      }
      int length = methodLength(lines, index);
      if (length > METHOD_LINES) {
        findings.add(place + "methods of at most 60 lines; this one has " + length);
      }
    }
    int limit = file.startsWith("test") ? TEST_FILE_LINES : FILE_LINES;
    if (lines.size() > limit) {
      findings.add(
          file + ":" + lines.size() + ": use files of at most " + limit + " lines; split by noun");
    }
    return findings;
  }

  /** The line without comments and texts: "double-entry" in a comment is no number. */
  private static String code(String line) {
    String bare = line.strip();
    if (bare.startsWith("*") || bare.startsWith("/*")) {
      return "";
    }
    return bare.replaceAll("\"([^\"\\\\]|\\\\.)*\"", "\"\"").replaceFirst("//.*", "");
  }

  /** Lines from a method's head to its closing brace, which stands as deep as the head; else 0. */
  private static int methodLength(List<String> lines, int start) {
    var head = METHOD_START.matcher(lines.get(start));
    if (!head.matches() || TYPE.matcher(lines.get(start)).find()) {
      return 0;
    }
    // The head's last line may be indented deeper than the method itself.
    Pattern end = Pattern.compile(" {0," + head.group(1).length() + "}}.*");
    for (int index = start + 1; index < lines.size(); index++) {
      if (end.matcher(lines.get(index)).matches()) {
        return index - start + 1;
      }
    }
    return 0;
  }
}
