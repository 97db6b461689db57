package org.initlab.cli;

import java.util.ArrayList;
import java.util.List;
import org.initlab.core.error.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Bad usage in one line: what was given, and the nearest valid word where one is close. */
final class UsageError {
  private UsageError() {}

  static String line(CommandLine.ParameterException e) {
    String message = e.getMessage().lines().findFirst().orElse("bad usage");
    if (e instanceof UnmatchedArgumentException u && !u.getUnmatched().isEmpty()) {
      String given = u.getUnmatched().get(0);
      String word = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
      String what = given.startsWith("-") ? "option" : "argument";
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      String hint =
          Nearest.to(word, words(e.getCommandLine()))
              .map(n -> "; did you mean '" + n + "'?")
              .orElse("");
      return what
          + " '"
          + given
          + "' is unknown to '"
          + command
          + "'"
          + hint
          + " ('"
          + command
          + " --help' lists what is allowed)";
    }
    return message;
  }

  private static List<String> words(CommandLine commandLine) {
    List<String> words = new ArrayList<>(commandLine.getSubcommands().keySet());
    commandLine.getCommandSpec().options().forEach(o -> words.addAll(List.of(o.names())));
    return words;
  }
}
