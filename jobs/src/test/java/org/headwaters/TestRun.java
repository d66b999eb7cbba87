package org.headwaters;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;
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
 * A process of its own that runs tests, of classes or {@code class#method}, and says what became of
 * each: {@code #green}, {@code #red} if a check of the test or of ours failed, {@code #broken} if
 * anything else did.
 */
public final class TestRun implements TestExecutionListener {
  private final List<String> said = new ArrayList<>();

  private TestRun() {}

  public static void main(String[] tests) {
    // Spark writes to standard output too: answers have a mark.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    TestRun run = new TestRun();
    List<DiscoverySelector> selectors = new ArrayList<>();
    for (String test : tests) {
      selectors.add(
          test.contains("#")
              ? DiscoverySelectors.selectMethod(test)
              : DiscoverySelectors.selectClass(test));
    }
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
            run);
    run.said.forEach(out::println);
    System.exit(0);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result
        .getThrowable()
        .ifPresentOrElse(
            failure ->
                said.add(
                    (failure instanceof AssertionError || failure instanceof Breach
                            ? "#red "
                            : "#broken ")
                        + String.valueOf(failure).replaceAll("\\s+", " ")),
            () ->
                said.addAll(
                    test.isTest() ? List.of("#green " + test.getDisplayName()) : List.of()));
  }
}
