package org.initlab.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: who may know whom. */
@AnalyzeClasses(packages = "org.initlab", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule modulesKnowOnlyWhatTheirArrowsPointTo =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("core")
          .definedBy("org.initlab.core..")
          .layer("backend-native")
          .definedBy("org.initlab.backend.nativejava..")
          .layer("backend-djl")
          .definedBy("org.initlab.backend.djl..")
          .layer("backend-djl-pytorch")
          .definedBy("org.initlab.backend.pytorch..")
          .layer("backend-djl-mxnet")
          .definedBy("org.initlab.backend.mxnet..")
          .layer("experiments")
          .definedBy("org.initlab.experiments..")
          .layer("reports")
          .definedBy("org.initlab.reports..")
          .layer("cli")
          .definedBy("org.initlab.cli..")
          .whereLayer("core")
          .mayNotAccessAnyLayer()
          .whereLayer("backend-native")
          .mayOnlyAccessLayers("core")
          .whereLayer("backend-djl")
          .mayOnlyAccessLayers("core")
          .whereLayer("backend-djl-pytorch")
          .mayOnlyAccessLayers("core", "backend-djl")
          .whereLayer("backend-djl-mxnet")
          .mayOnlyAccessLayers("core", "backend-djl")
          .whereLayer("experiments")
          .mayOnlyAccessLayers("core")
          .whereLayer("reports")
          .mayOnlyAccessLayers("core")
          .whereLayer("cli")
          .mayOnlyAccessLayers("core", "experiments", "reports");

  @ArchTest
  static final ArchRule guiceStandsOnlyWhereThingsAreComposed =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.initlab.cli..")
          .and()
          .haveSimpleNameNotEndingWith("Module")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.google.inject..");

  @ArchTest
  static final ArchRule onlyTheEnginesModulesKnowDjl =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.initlab.backend.djl..",
              "org.initlab.backend.pytorch..",
              "org.initlab.backend.mxnet..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ai.djl..");

  @ArchTest
  static final ArchRule theInterpreterKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("org.initlab.backend.djl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.mxnet..");

  @ArchTest
  static final ArchRule nobodyReachesIntoInternals =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.initlab.reports..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.initlab.reports.internal..");

  @ArchTest
  static final ArchRule onlyTheCommandLineParsesArguments =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.initlab.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
