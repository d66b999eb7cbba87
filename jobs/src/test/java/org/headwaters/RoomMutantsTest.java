package org.headwaters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One wrong line in transforms or in the lake's door, and a test says so. Spark's tasks find
 * classes by name, so each mutant is tried in a process of its own that finds the wrong class
 * first. They take minutes: {@code bin/test --mutants} runs them.
 */
@Tag("mutants")
final class RoomMutantsTest {
  private static final Path HOUSE =
      Path.of(System.getProperty("headwaters.home", ".."), "jobs/src/main/java/org/headwaters");

  @TempDir Path folder;

  /**
   * A wrong line.
   *
   * @param name what is wrong
   * @param file under the house
   * @param line as it stands in the file; there exactly once
   * @param wrong what stands there instead
   * @param tests classes or {@code class#method} under the house, of which one must notice
   */
  record Mutant(String name, String file, String line, String wrong, List<String> tests) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mutant> mutants() {
    return Stream.of(door(), balances(), credits()).flatMap(each -> each);
  }

  private static Mutant door(String name, String line, String wrong, String test) {
    return new Mutant(
        name,
        "lake/ContractGuard.java",
        line,
        wrong,
        List.of("lake.LakeTest#" + test + "(java.nio.file.Path)"));
  }

  private static Stream<Mutant> door() {
    return Stream.of(
        door(
            "what Spark has is cast to an amount",
            "CellType.same(field.dataType(), found.dataType()),",
            "true,",
            "anAmountThatIsNoWholeNumberIsRefusedWhoeverHasTheRows"),
        door(
            "what the driver has is taken for an amount",
            "} else if (!CellType.holds(fields[i].dataType(), row.get(i))) {",
            "} else if (row.get(i) == fields[i]) {",
            "anAmountThatIsNoWholeNumberIsRefusedWhoeverHasTheRows"),
        door(
            "Spark's rows of another slice are let in",
            "kept = when(not(same), failed(foreign(part), field)).otherwise(kept);",
            "kept = when(not(same.or(not(same))), failed(foreign(part), field)).otherwise(kept);",
            "aRowOfAnotherSliceIsRefusedWhoeverHasTheRows"),
        door(
            "the driver's rows of another slice are let in",
            "if (!part.getValue().equals(row.get(",
            "if (part.getValue().equals(row.get(",
            "aSliceIsReplacedWholeAndOthersStay"),
        door(
            "a required value may be missing where Spark has the rows",
            "value = coalesce(value, failed(field.name() + \" is required\", field));",
            "value = coalesce(value, lit(null));",
            "aRowWithoutARequiredValueIsNeverWritten"),
        door(
            "a rule holds whatever it says",
            "return not(coalesce(expr(rule.expression()), lit(true)));",
            "return not(coalesce(expr(rule.expression()).or(lit(true)), lit(true)));",
            "aRowThatBreaksARuleOfItsContractIsNeverWritten"),
        new Mutant(
            "a slice takes the files of others with it",
            "lake/Slices.java",
            "partition.entrySet().containsAll(slice.entrySet())",
            "partition.keySet().containsAll(slice.keySet())",
            List.of("lake.LakeTest#aSliceIsReplacedWholeAndOthersStay(java.nio.file.Path)")));
  }

  private static Mutant balance(String name, String file, String line, String wrong, String test) {
    return new Mutant(
        name,
        "transforms/" + file + ".java",
        line,
        wrong,
        List.of("jobs.period.SettlementBalanceTest#" + test));
  }

  private static Stream<Mutant> balances() {
    return Stream.of(
        balance(
            "the balance looks for what agrees",
            "CreditBalance",
            ".notEqual(col(FOUND_MICROS))",
            ".equalTo(col(FOUND_MICROS))",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "too much here makes up for too little there",
            "CreditBalance",
            "sum(abs(col(FOUND_MICROS))).as(FOUND_SIZE))",
            "abs(sum(FOUND_MICROS)).as(FOUND_SIZE))",
            "anOutcomeOfMoreThanItsCreditIsABreachThoughTheSumIsRight"),
        balance(
            "a row of another period is the account's",
            "CreditBalance",
            "            HolderCredits.PERIOD,\n",
            "",
            "aRowOfAnotherPeriodIsABreach"));
  }

  private static Stream<Mutant> credits() {
    return Stream.of(
        balance(
            "a small outcome is dropped",
            "HolderCreditRows",
            ".where(col(HolderCredits.AMOUNT_MICROS).notEqual(0));",
            ".where(col(HolderCredits.AMOUNT_MICROS).gt(5));",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "what nobody claims is left out",
            "HolderCreditRows",
            ".unionByName(ofNobody(unmatched).select(columns))",
            ".unionByName(ofNobody(unmatched).select(columns).limit(0))",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "an outcome counts twice",
            "HolderCreditRows",
            "return added(bySign, KEY);",
            "return added(bySign.unionByName(bySign), KEY);",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "a join doubles what is claimed",
            "UnmatchedCredits",
            "\"left_anti\")",
            "\"left\")",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "refused money is held where the policy does not hold it",
            "UnmatchedCredits",
            "held ? refused : lit(0L)",
            "held ? lit(0L) : refused",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "every claim is of the whole",
            "ClaimOutcomes",
            "                        col(Claims.SHARE_PPM),\n",
            "org.apache.spark.sql.functions.lit(1_000_000).as(Claims.SHARE_PPM),\n",
            "booksThatBalancePassAndSayWhereTheMoneyIs"),
        balance(
            "a claim meets the sources that it does not name",
            "ClaimOutcomes",
            "col(Claims.PATTERN).as(PATTERN),",
            "col(Claims.HOLDER_ID).as(PATTERN),",
            "booksThatBalancePassAndSayWhereTheMoneyIs"));
  }

  @Test
  void theSourcesAsTheyAreAreGreen() throws Exception {
    List<String> all = mutants().flatMap(mutant -> mutant.tests().stream()).distinct().toList();
    List<String> said = run(folder, all);
    assertThat(said).hasSizeGreaterThanOrEqualTo(all.size()).allMatch(l -> l.startsWith("#green"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void turnsATestRed(Mutant mutant) throws Exception {
    List<String> said = run(compiled(mutant), mutant.tests());
    assertThat(said)
        .as("%s in %s: which of %s notices?", mutant.name(), mutant.file(), mutant.tests())
        .anyMatch(line -> line.startsWith("#red"));
  }

  /** Compiles the changed file against all our classes, into a folder of its own. */
  private Path compiled(Mutant mutant) throws IOException {
    String text = Files.readString(HOUSE.resolve(mutant.file()));
    int times = text.split(java.util.regex.Pattern.quote(mutant.line()), -1).length - 1;
    assertThat(times).as("The line of %s in %s stands there", mutant, mutant.file()).isEqualTo(1);
    Path copy = folder.resolve("sources").resolve(mutant.file());
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, text.replace(mutant.line(), mutant.wrong()));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        compiler.run(
            null,
            messages,
            messages,
            "-d",
            classes.toString(),
            "-proc:none",
            "-nowarn",
            "-parameters",
            "-classpath",
            System.getProperty("java.class.path"),
            copy.toString());
    assertThat(code).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return classes;
  }

  /** What a process of its own says of the tests, with some classes before ours. */
  private List<String> run(Path classes, List<String> tests) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("headwaters.jvm.args").split(" ", -1)));
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dheadwaters.home=" + System.getProperty("headwaters.home", ".."));
    command.addAll(
        List.of(
            "-cp",
            classes + File.pathSeparator + System.getProperty("java.class.path"),
            TestRun.class.getName()));
    tests.forEach(test -> command.add("org.headwaters." + test));
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s end", tests).isTrue();
    return Files.readAllLines(out).stream().filter(line -> line.startsWith("#")).toList();
  }
}
