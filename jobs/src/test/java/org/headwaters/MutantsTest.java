package org.headwaters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.FormatMethod;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * One wrong line in core, and a test says so. Each mutant is a copy of core's sources with one line
 * changed, compiled and put before core's own tests.
 */
final class MutantsTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("headwaters.home", ".."), "jobs", "src", "main", "java");
  private static final String CORE = "org/headwaters/core";

  @TempDir Path folder;

  /**
   * A wrong line.
   *
   * @param name what is wrong
   * @param file under core
   * @param line as it stands in the file, without what surrounds it; there exactly once
   * @param wrong what stands there instead
   * @param tests the classes, under core, of which one must notice
   */
  record Mutant(String name, String file, String line, String wrong, List<String> tests) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mutant> mutants() {
    return Stream.of(moneyAndLineage(), settlement(), claims(), proofs()).flatMap(each -> each);
  }

  private static Stream<Mutant> claims() {
    return Stream.of(
        new Mutant(
            "disputes take all that the verified leave",
            "claims/ClaimShares.java",
            "long disputable = Math.min(disputedPpm, Apportionment.PPM - verifiedPpm);",
            "long disputable = Apportionment.PPM - verifiedPpm;",
            List.of("claims.ClaimResolverTest")),
        new Mutant(
            "an assertion of 1 ppm holds all that is left",
            "claims/ClaimShares.java",
            "Math.min(assertedPpm, left)",
            "left",
            List.of("claims.ClaimResolverTest")),
        new Mutant(
            "refused money is paid to claims that do not accept it",
            "claims/ClaimResolver.java",
            "if (portion.refused() && !claim.acceptsRefused()) {",
            "if (portion.refused() && claim.acceptsRefused()) {",
            List.of("claims.ClaimResolverTest")),
        new Mutant(
            "an unknown holder is paid",
            "claims/ClaimResolver.java",
            "} else if (!claim.holderKnown()) {",
            "} else if (claim.holderKnown() && false) {",
            List.of("claims.ClaimResolverTest")),
        new Mutant(
            "claims stand in the order of their ids alone",
            "claims/Claim.java",
            "return \"claim:\" + holderId + \"/\" + id;",
            "return \"claim:\" + id;",
            List.of("claims.HostileClaimantsTest")),
        new Mutant(
            "a circle of communities pays back",
            "claims/Payees.java",
            "&& distances.get(to[member]) <= distances.get(place)) {",
            "&& distances.get(to[member]) < distances.get(place)) {",
            List.of("claims.PayeesTest")),
        new Mutant(
            "an outcome of another sign passes",
            "claims/Outcomes.java",
            "Long.signum(micros) == Long.signum(credit.amountMicros()),",
            "true,",
            List.of("claims.OutcomesTest")));
  }

  private static Stream<Mutant> settlement() {
    return Stream.of(
        new Mutant(
            "refunds are paid by those who earned",
            "lineage/WhoPaid.java",
            "payer.micros().signum() == sign",
            "payer.micros().signum() != 0",
            List.of("lineage.WhoPaidTest")),
        new Mutant(
            "a dependency on something unknown opens a stage",
            "lineage/Relation.java",
            "if (parentKind == AssetKind.UNKNOWN) {",
            "if (childKind == AssetKind.UNKNOWN) {",
            List.of("lineage.DependenciesTest")),
        new Mutant(
            "a levy is taken from what the earner keeps too",
            "settlement/Pool.java",
            "return Math.subtractExact(grossMicros, poolMicros);",
            "return Math.subtractExact(grossMicros, 2 * poolMicros);",
            List.of("settlement.SettlementTest")));
  }

  private static Stream<Mutant> moneyAndLineage() {
    return Stream.of(
        new Mutant(
            "a part is off by one",
            "money/Apportionment.java",
            "share(size, weightBefore + weight, weightTotal) - share(size, weightBefore,"
                + " weightTotal);",
            "share(size, weightBefore + weight, weightTotal) - share(size, weightBefore,"
                + " weightTotal) + 1;",
            List.of("money.ApportionmentTest")),
        new Mutant(
            "a refund is dropped",
            "lineage/Entries.java",
            "if (entry.micros().signum() != 0) {",
            "if (entry.micros().signum() > 0) {",
            List.of("lineage.FlowSolverTest")),
        new Mutant(
            "a refund of a source is paid out",
            "money/Apportionment.java",
            "return amountMicros < 0 ? -part : part;",
            "return part;",
            List.of("money.ApportionmentTest")),
        new Mutant(
            "confidence is ignored",
            "lineage/ExitTree.java",
            "edge.confidencePpm(),",
            "PPM,",
            List.of("lineage.ExitTreeTest")),
        new Mutant(
            "valid_to is ignored",
            "policy/Validity.java",
            "return !day.isBefore(from) && (to == null || day.isBefore(to));",
            "return !day.isBefore(from);",
            List.of("policy.ValidityTest")),
        new Mutant(
            "the valid_to of a claim is ignored",
            "claims/Claim.java",
            "&& new Validity(validFrom == null ? LocalDate.MIN : validFrom,"
                + " validTo).contains(day);",
            "&& new Validity(validFrom == null ? LocalDate.MIN : validFrom, null).contains(day);",
            List.of("claims.ClaimResolverTest")),
        new Mutant(
            "stages are swapped",
            "lineage/Relation.java",
            "DISTILLATION(Stage.DISTILLATION),",
            "DISTILLATION(Stage.BASE),",
            List.of("lineage.ExitTreeTest")));
  }

  private static Stream<Mutant> proofs() {
    return Stream.of(
        new Mutant(
            "a node's sums are not under its hash",
            "proof/SumNode.java",
            "NODE, left.hash.bytes(), left.sums.bytes(),",
            "NODE, left.hash.bytes(), new byte[0],",
            List.of("proof.SumTreeTest")),
        new Mutant(
            "a sum that wraps is let through",
            "proof/Sums.java",
            "sum.signum() >= 0 && sum.bitLength() <= Byte.SIZE * LENGTH,",
            "sum.signum() >= 0,",
            List.of("proof.SumTreeTest")),
        new Mutant(
            "a proof that is too short is accepted",
            "proof/Inclusion.java",
            "InvalidInput.check(last == 0,",
            "InvalidInput.check(last >= 0,",
            List.of("proof.InclusionTest")),
        new Mutant(
            "a history that was rewritten is accepted",
            "proof/Consistency.java",
            "older = Hash.ofNode(sibling, older);",
            "older = oldRoot;",
            List.of("proof.ConsistencyTest")),
        new Mutant(
            "the run is part of a row's root",
            "proof/CanonicalRow.java",
            "if (value != null && !LEFT_OUT.contains(column)) {",
            "if (value != null) {",
            List.of("proof.TableRootTest")),
        new Mutant(
            "a wrong cosignature is passed over",
            "proof/NoteKey.java",
            "return Ed25519.verify(publicKey, message, signature);",
            "return true;",
            List.of("proof.TlogPolicyTest")));
  }

  @Test
  void theSourcesAsTheyAreAreGreen() throws IOException {
    List<String> all = mutants().flatMap(mutant -> mutant.tests().stream()).distinct().toList();
    Outcome outcome = run(compiled(null), all);
    assertThat(outcome.failures).isEmpty();
    assertThat(outcome.passed).isGreaterThan(all.size());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void turnsATestRed(Mutant mutant) throws IOException {
    Outcome outcome = run(compiled(mutant), mutant.tests());
    assertThat(outcome.failures)
        .as("%s in %s: which of %s notices?", mutant.name(), mutant.file(), mutant.tests())
        .anyMatch(AssertionError.class::isInstance);
  }

  @Test
  void aLineThatIsNoLongerThereIsAFailure() {
    Mutant gone = new Mutant("gone", "money/Money.java", "no such line", "", List.of());
    assertThatThrownBy(() -> compiled(gone))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("The line to change stands 0 times in money/Money.java");
    Mutant twice =
        new Mutant("twice", "money/Rational.java", "return new Rational(", "", List.of());
    assertThatThrownBy(() -> compiled(twice)).hasMessageContaining("once");
  }

  /** What became of the tests: containers, such as classes that could not be loaded, count too. */
  private static final class Outcome implements TestExecutionListener {
    final List<Throwable> failures = new ArrayList<>();
    int passed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      result.getThrowable().ifPresent(failures::add);
      passed += test.isTest() && result.getThrowable().isEmpty() ? 1 : 0;
    }
  }

  /** Runs tests of core with core's classes from a folder instead of ours. */
  private static Outcome run(Path classes, List<String> tests) throws IOException {
    Outcome outcome = new Outcome();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (CoreLoader loader = new CoreLoader(classes)) {
      thread.setContextClassLoader(loader);
      DiscoverySelector[] selectors =
          tests.stream()
              .map(test -> DiscoverySelectors.selectClass(loader, "org.headwaters.core." + test))
              .toArray(DiscoverySelector[]::new);
      LauncherFactory.create(
              LauncherConfig.builder()
                  .enableLauncherSessionListenerAutoRegistration(false)
                  .enableLauncherDiscoveryListenerAutoRegistration(false)
                  .enableTestExecutionListenerAutoRegistration(false)
                  .build())
          .execute(
              LauncherDiscoveryRequestBuilder.request()
                  .selectors(selectors)
                  .filters(EngineFilter.includeEngines("junit-jupiter"))
                  .build(),
              outcome);
    } finally {
      thread.setContextClassLoader(before);
    }
    return outcome;
  }

  /**
   * Loads core from one folder, its tests from where ours are, and all else as it is loaded now.
   */
  private static final class CoreLoader extends URLClassLoader {
    CoreLoader(Path classes) {
      super(
          new URL[] {
            url(classes), MutantsTest.class.getProtectionDomain().getCodeSource().getLocation()
          },
          MutantsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.headwaters.core.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    private static URL url(Path folder) {
      try {
        return folder.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Copies core's sources, changes the mutant's line, and compiles them all. */
  private Path compiled(@Nullable Mutant mutant) throws IOException {
    Path sources = folder.resolve("sources");
    List<Path> copies = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES.resolve(CORE))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        String name =
            SOURCES.resolve(CORE).relativize(file).toString().replace(File.separator, "/");
        if (mutant != null && name.equals(mutant.file())) {
          text = changed(text, mutant);
        }
        Path copy = sources.resolve(SOURCES.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, text);
        copies.add(copy);
      }
    }
    return compile(copies);
  }

  private static String changed(String text, Mutant mutant) {
    int times = text.split(java.util.regex.Pattern.quote(mutant.line()), -1).length - 1;
    assertThat(times)
        .as(
            "The line to change stands %s times in %s, not once: %s",
            times, mutant.file(), mutant.line())
        .isEqualTo(1);
    return text.replace(mutant.line(), mutant.wrong());
  }

  private Path compile(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(compiler).as("Tests need a JDK; a JRE has no compiler.").isNotNull();
    Path classes = Files.createDirectories(folder.resolve("classes"));
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "-nowarn",
              "-classpath",
              place(Nullable.class) + File.pathSeparator + place(FormatMethod.class));
      boolean done =
          compiler
              .getTask(
                  messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(done).as(messages.toString()).isTrue();
    }
    return classes;
  }

  /** The jar that a class comes from. */
  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
