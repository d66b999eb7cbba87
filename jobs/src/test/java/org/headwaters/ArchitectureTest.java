package org.headwaters;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The walls of the house. A rule without a class to look at holds: a room may be empty. */
@AnalyzeClasses(packages = "org.headwaters", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String HOUSE = "org.headwaters.";
  private static final Set<String> LOOKED_OVER =
      Set.of("tables", "lake", "transforms", "jobs", "cli");
  private static final Path PAGE =
      Path.of(System.getProperty("headwaters.home", ".."), "docs", "architecture.md");

  private static final Set<String> ACTIONS =
      Set.of(
          "count",
          "collect",
          "collectAsList",
          "show",
          "cache",
          "persist",
          "checkpoint",
          "localCheckpoint",
          "first",
          "head",
          "take",
          "takeAsList",
          "isEmpty",
          "foreach",
          "foreachPartition",
          "toLocalIterator",
          "write",
          "writeTo");

  @ArchTest
  static final ArchRule coreKnowsTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage("org.headwaters.core..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "javax.crypto..",
              "org.headwaters.core..",
              "org.jspecify.annotations..",
              "com.google.errorprone.annotations..")
          .because("a regulator must be able to recompute a statement without Spark")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule coreHoldsNoFloatingPointNumber =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("org.headwaters.core..")
          .should()
          .notHaveRawType(floatingPoint())
          .because("a float cannot hold a cent")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule contractsKnowNoSpark =
      noClasses()
          .that()
          .resideInAPackage("org.headwaters.contracts..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .because("a contract is read before any session exists")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyEncodesBeans =
      noClasses()
          .should()
          .callMethodWhere(call("Encoders.bean", "org.apache.spark.sql.Encoders", Set.of("bean")))
          .because("Spark encodes a record as an empty struct; use a table's Codec")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule transformsStartNoAction =
      noClasses()
          .that()
          .resideInAPackage("org.headwaters.transforms..")
          .should()
          .callMethodWhere(call("an action", "org.apache.spark.sql.Dataset", ACTIONS))
          .because("a transform is a plan; the job runs it")
          .allowEmptyShould(true);

  /** The table in docs/architecture.md is the only place that says who may know whom. */
  @ArchTest
  static void roomsKnowOnlyWhomThePageNames(JavaClasses classes) {
    Map<String, Set<String>> rooms = rooms();
    List<String> broken = new ArrayList<>();
    for (JavaClass each : classes) {
      String room = room(each);
      if (!room.isEmpty() && !rooms.containsKey(room)) {
        broken.add(each.getName() + " lies in no room of docs/architecture.md");
        continue;
      }
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String other = room(dependency.getTargetClass());
        if (!other.isEmpty() && !other.equals(room) && !rooms.get(room).contains(other)) {
          broken.add(room + " may not know " + other + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** The room that a class lies in; empty for the house itself and for what is not ours. */
  private static String room(JavaClass type) {
    String name = type.getPackageName() + ".";
    if (!name.startsWith(HOUSE)) {
      return "";
    }
    String below = name.substring(HOUSE.length());
    return below.isEmpty() ? "" : below.substring(0, below.indexOf('.'));
  }

  /** Rooms, each with those it may know, as the table's first and third column say. */
  private static Map<String, Set<String>> rooms() {
    Map<String, Set<String>> rooms = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(PAGE)) {
        if (line.startsWith("| `")) {
          List<String> cells = List.of(line.substring(1).split("\\|", -1));
          rooms.put(words(cells.get(0)).iterator().next(), words(cells.get(2)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(rooms.keySet()).contains("core", "tables", "lake", "transforms", "jobs", "cli");
    assertThat(rooms.values().stream().flatMap(Set::stream)).allMatch(rooms::containsKey);
    return rooms;
  }

  private static Set<String> words(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * What nothing in the product calls is called by tests alone, and goes. Spark, the command line
   * and JSON call by name: what they call is left out. So are core, which is made to be used alone
   * too, and adapters and contracts, of which Spark's tasks call much that cannot be seen.
   */
  @ArchTest
  static void nothingIsThereForTestsAlone(JavaClasses classes) {
    List<String> unused = new ArrayList<>();
    for (JavaClass type : classes) {
      for (JavaMethod method :
          LOOKED_OVER.contains(room(type)) ? type.getMethods() : Set.<JavaMethod>of()) {
        if (method.getAccessesToSelf().isEmpty() && !isCalledFromOutside(type, method)) {
          unused.add(method.getFullName());
        }
      }
    }
    assertThat(unused).as("called by nothing but tests, if by anything").isEmpty();
  }

  private static boolean isCalledFromOutside(JavaClass type, JavaMethod method) {
    boolean generated =
        method.getModifiers().contains(JavaModifier.SYNTHETIC)
            || type.isEnum() && Set.of("values", "valueOf", "$values").contains(method.getName())
            || type.isRecord();
    return generated
        || Set.of("main", "invoke").contains(method.getName())
        || !method.getAnnotations().isEmpty()
        || overrides(type, method);
  }

  private static boolean overrides(JavaClass type, JavaMethod method) {
    return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream())
        .anyMatch(
            above ->
                above.getMethods().stream()
                    .anyMatch(
                        m ->
                            m.getName().equals(method.getName())
                                && m.getRawParameterTypes().size()
                                    == method.getRawParameterTypes().size()));
  }

  @ArchTest
  static final ArchRule noClassIsADrawer =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Commons)")
          .because("a function lives with its noun")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("org.headwaters.(**)")
          .should()
          .beFreeOfCycles()
          .because("a newcomer reads the house from the ground up")
          .allowEmptyShould(true);

  private static DescribedPredicate<JavaClass> floatingPoint() {
    return describe(
        "double or float",
        type -> Set.of("double", "float", "Double", "Float").contains(type.getSimpleName()));
  }

  private static DescribedPredicate<JavaMethodCall> call(
      String what, String owner, Set<String> methods) {
    return describe(
        what,
        call ->
            methods.contains(call.getTarget().getName())
                && call.getTargetOwner().isAssignableTo(owner));
  }
}
