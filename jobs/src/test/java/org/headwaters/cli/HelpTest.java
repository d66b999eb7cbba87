package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a person reads who asks a command how it is used. */
final class HelpTest {
  /** A word of a shell's line: quoted, or without spaces. */
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  @Test
  void everyCommandExplainsItself() {
    for (String command : Headwaters.commandLine().getSubcommands().keySet()) {
      StringWriter out = new StringWriter();
      CommandLine line = Headwaters.commandLine().setOut(new PrintWriter(out));
      assertThat(line.execute(command, "--help")).as(command).isZero();
      assertThat(out.toString())
          .as(command)
          .startsWith("Usage: headwaters " + command)
          .contains("It ends with", "75", "try again: a lost race");
    }
  }

  @Test
  void everyCommandOfOursHasTwoExamplesThatItUnderstands() {
    for (CommandLine command : Headwaters.commandLine().getSubcommands().values()) {
      if (command.getCommandSpec().userObject()
          instanceof picocli.AutoComplete.GenerateCompletion) {
        continue; // picocli's own: its help shows how a shell takes it in
      }
      String[] examples = command.getCommandSpec().usageMessage().footer();
      assertThat(examples).as(command.getCommandName()).hasSizeGreaterThanOrEqualTo(2);
      for (String example : examples) {
        List<String> words = words(example);
        assertThat(words.subList(0, 2)).containsExactly("headwaters", command.getCommandName());
        Headwaters.commandLine().parseArgs(words.subList(1, words.size()).toArray(new String[0]));
      }
    }
  }

  @Test
  void exportNamesTheTablesItMayWriteAndNoneWithPersonalData() {
    String help =
        Headwaters.commandLine()
            .getSubcommands()
            .get("export")
            .getUsageMessage()
            .replaceAll("\\s+", " ");
    String named =
        help.substring(help.indexOf("One of ") + 7, help.indexOf('.', help.indexOf("One of ")));
    for (Table table : Catalogue.ALL) {
      boolean is = List.of(named.split(", ")).contains(table.name());
      assertThat(is).as(table.name()).isEqualTo(!table.contract().isPrivate());
    }
  }

  @Test
  void rejectsNamesTheTablesThatAreDelivered() {
    String help =
        Headwaters.commandLine()
            .getSubcommands()
            .get("rejects")
            .getUsageMessage()
            .replaceAll("\\s+", " ");
    for (Table table : Catalogue.INPUTS) {
      assertThat(help).contains(table.name());
    }
  }

  static List<String> words(String example) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(example);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }
}
