package io.framewright.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;

/** Rules for all code, tests included. */
@AnalyzeClasses(locations = EveryModule.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule aNameSaysWhatAThingIs =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.framewright.schemas.avro..")
          .should()
          .haveNameMatching(".*[.$](Abstract|Base)[A-Z]\\w*")
          .orShould()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO|Dto)")
          .because("a name says what the thing is: use a word of ARCHITECTURE.md");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.framewright.standalone.cli..", "io.framewright..bench..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .because("a service's output is its log: use SLF4J, or return the text to the caller");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .because(
              "a sleep is too long or too short: wait for the thing itself with a limit, in a test"
                  + " with Awaitility, in a loop with something that can be woken");
}
