package io.framewright.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.framewright", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule servicesMeetInTheLogAndNotInEachOther =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schemas")
          .definedBy("io.framewright.schemas..")
          .layer("platform")
          .definedBy("io.framewright.platform..")
          .layer("worker-runtime")
          .definedBy("io.framewright.worker..")
          .layer("gateway")
          .definedBy("io.framewright.gateway..")
          .layer("job-orchestrator")
          .definedBy("io.framewright.orchestrator..")
          .layer("transcoder-service")
          .definedBy("io.framewright.transcoder..")
          .layer("image-service")
          .definedBy("io.framewright.image..")
          .layer("metadata-service")
          .definedBy("io.framewright.metadata..")
          .layer("embedded-servers")
          .definedBy("io.framewright.embedded..")
          .layer("standalone")
          .definedBy("io.framewright.standalone..")
          .whereLayer("gateway")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("job-orchestrator")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("transcoder-service")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("image-service")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("metadata-service")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("embedded-servers")
          .mayOnlyBeAccessedByLayers("standalone")
          .whereLayer("worker-runtime")
          .mayOnlyBeAccessedByLayers("transcoder-service", "image-service", "standalone")
          .whereLayer("standalone")
          .mayNotBeAccessedByAnyLayer()
          .because(
              "services meet in schemas, on topics and over HTTP: put shared code into platform");

  @ArchTest
  static final ArchRule theDomainIsPure =
      classes()
          .that()
          .resideInAPackage("io.framewright.orchestrator.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.framewright.orchestrator.domain..",
              "io.framewright.platform.ids..",
              "io.framewright.platform.errors..",
              "java.lang..",
              "java.util..",
              "java.time..",
              "org.jspecify..")
          .because(
              "decide and evolve take time, ids and chance as arguments: do the rest in stream");

  @ArchTest
  static final ArchRule theDomainReadsNoClock =
      noClasses()
          .that()
          .resideInAPackage("io.framewright.orchestrator.domain..")
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
          .because("a replay must decide the same: take the time and ids as arguments");

  @ArchTest
  static final ArchRule generatedRecordsStayInTheOrchestratorsCodec =
      noClasses()
          .that()
          .resideInAPackage("io.framewright.orchestrator..")
          .and()
          .resideOutsideOfPackage("io.framewright.orchestrator.codec..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.framewright.schemas.avro..")
          .because("the orchestrator has its own records: translate in codec");

  @ArchTest
  static final ArchRule theDomainKnowsNoTopics =
      noClasses()
          .that()
          .resideInAPackage("io.framewright.orchestrator.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.framewright.schemas..")
          .because("what is decided does not depend on how it travels: name topics in stream");

  @ArchTest
  static final ArchRule stateChangesInTwoPlacesOnly =
      methods()
          .that()
          .areDeclaredIn("io.framewright.orchestrator.domain.Evolver")
          .and()
          .haveName("evolve")
          .should()
          .onlyBeCalled()
          .byClassesThat(
              belongTo(
                  "io.framewright.orchestrator.domain.Evolver",
                  "io.framewright.orchestrator.domain.Draft",
                  "io.framewright.orchestrator.stream.OrchestratorProcessor"))
          .because(
              "only events change a job: append one to the Draft, and the processor stores what"
                  + " follows from it");

  @ArchTest
  static final ArchRule decisionsDoNoInputOrOutput =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.framewright.orchestrator.stream..", "io.framewright.orchestrator.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io..", "java.nio.file..", "java.net..", "java.sql..")
          .because(
              "a transaction of the log must not wait for anything else, and a replay must not do"
                  + " it again: write an event, and let its reader act");

  @ArchTest
  static final ArchRule reactorEndsAtTheRepositories =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.framewright.metadata.postgres..", "io.framewright.metadata.mongo..")
          .should()
          .callMethodWhere(
              target(nameMatching("block(First|Last|Optional)?"))
                  .and(targetOwner(resideInAPackage("reactor.core.publisher.."))))
          .because(
              "a blocked event loop serves nobody: put the call into a repository, which waits on"
                  + " a virtual thread and with a limit");

  @ArchTest
  static final ArchRule enginesAreNotKnownToTheRuntime =
      noClasses()
          .that(resideInAPackage("io.framewright.worker..").and(not(resideInAPackage("java.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.framewright.image..", "io.framewright.transcoder..")
          .because("a service gives a TaskHandler: the runtime knows no engine");

  /** These classes and those within them. */
  private static DescribedPredicate<JavaClass> belongTo(String... names) {
    return DescribedPredicate.describe(
        "belong to " + String.join(", ", names),
        type ->
            Stream.of(names)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }
}
