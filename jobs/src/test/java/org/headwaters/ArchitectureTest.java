package org.headwaters;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The walls of the house. A rule without a class to look at holds: a room may be empty. */
@AnalyzeClasses(packages = "org.headwaters", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
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
          .because("Spark encodes a record as an empty struct; use Table.rows()")
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

  @ArchTest
  static final ArchRule roomsKnowOnlyTheRoomsBelowThem =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("cli")
          .definedBy("org.headwaters.cli..")
          .layer("jobs")
          .definedBy("org.headwaters.jobs..")
          .layer("reports")
          .definedBy("org.headwaters.reports..")
          .layer("transforms")
          .definedBy("org.headwaters.transforms..")
          .layer("adapters")
          .definedBy("org.headwaters.adapters..")
          .layer("lake")
          .definedBy("org.headwaters.lake..")
          .layer("tables")
          .definedBy("org.headwaters.tables..")
          .layer("contracts")
          .definedBy("org.headwaters.contracts..")
          .layer("core")
          .definedBy("org.headwaters.core..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("jobs")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("reports")
          .mayOnlyBeAccessedByLayers("cli", "jobs")
          .whereLayer("transforms")
          .mayOnlyBeAccessedByLayers("cli", "jobs")
          .whereLayer("adapters")
          .mayOnlyBeAccessedByLayers("cli", "jobs")
          .whereLayer("lake")
          .mayOnlyBeAccessedByLayers("cli", "jobs")
          .whereLayer("tables")
          .mayOnlyBeAccessedByLayers("cli", "jobs", "lake", "transforms", "adapters")
          .whereLayer("contracts")
          .mayOnlyBeAccessedByLayers("cli", "jobs", "lake", "transforms", "adapters", "tables")
          .allowEmptyShould(true);

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
