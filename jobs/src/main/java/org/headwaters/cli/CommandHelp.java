package org.headwaters.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What every command's {@code --help} says besides its own options: how it can end. Examples stand
 * in each command's footer, two at least; a test parses them.
 */
final class CommandHelp {
  private CommandHelp() {}

  /** Gives {@code --help}, {@code --version} and the exit codes to every command below this one. */
  static CommandLine complete(CommandLine root) {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(" " + code.code(), code.meaning());
    }
    below(root, codes);
    root.getCommandSpec()
        .usageMessage()
        .exitCodeListHeading("%nEvery command ends with%n")
        .exitCodeList(codes);
    return root;
  }

  private static void below(CommandLine command, Map<String, String> codes) {
    for (CommandLine each : command.getSubcommands().values()) {
      CommandSpec spec = each.getCommandSpec();
      if (spec.findOption("--help") == null) {
        spec.mixinStandardHelpOptions(true);
      }
      spec.usageMessage()
          .exitCodeListHeading("%nIt ends with%n")
          .exitCodeList(codes)
          .footerHeading("%nExamples%n");
      below(each, codes);
    }
  }
}
