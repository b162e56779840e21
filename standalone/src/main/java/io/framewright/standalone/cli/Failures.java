package io.framewright.standalone.cli;

import io.framewright.embedded.EmbeddedServerException;
import io.framewright.standalone.CannotRunException;
import io.framewright.standalone.client.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong and what to do, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {

  static final int FAILED = 1;
  static final int CANNOT_RUN = 2;

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed)
      throws Exception {
    return switch (e) {
      case CannotRunException cannot -> {
        say(line, String.valueOf(cannot.getMessage()), cannot.remedy());
        yield CANNOT_RUN;
      }
      case ApiException refused -> {
        say(line, String.valueOf(refused.getMessage()), refused.hint().orElse(""));
        yield refused.status() == 0 ? CANNOT_RUN : FAILED;
      }
      case EmbeddedServerException broken -> {
        say(line, String.valueOf(broken.getMessage()), "");
        yield CANNOT_RUN;
      }
      case UncheckedIOException broken -> {
        IOException cause = Objects.requireNonNull(broken.getCause(), "it always has one");
        say(line, "%s: %s".formatted(broken.getMessage(), cause.getMessage()), "");
        yield FAILED;
      }
      default -> throw e; // a fault of ours: the trace is what helps
    };
  }

  private static void say(CommandLine line, String message, String remedy) {
    line.getErr().println("framewright: " + message);
    if (!remedy.isBlank()) {
      line.getErr().println("  " + remedy);
    }
    line.getErr().flush();
  }
}
