package io.framewright.standalone.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.standalone.doctor.Doctor;
import io.framewright.standalone.doctor.Finding;
import io.framewright.standalone.engines.Engines;
import io.framewright.standalone.engines.ProcessRunner;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Examines this machine. */
@Command(
    name = "doctor",
    description = "Shows what this machine has, what it lacks, and what to do.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    List<Finding> findings =
        new Doctor(
                common.directory(),
                common.portOrDefault(),
                Engines.ofThisMachine(),
                new ProcessRunner())
            .examine();
    if (common.json) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      findings.forEach(finding ->
          array
              .addObject()
              .put("subject", finding.subject())
              .put("ok", finding.ok())
              .put("what", finding.what())
              .put("remedy", finding.remedy()));
      Common.print(array);
    } else {
      findings.forEach(finding -> System.out.println(finding.line()));
    }
    return findings.stream().allMatch(Finding::ok) ? 0 : Failures.CANNOT_RUN;
  }
}
