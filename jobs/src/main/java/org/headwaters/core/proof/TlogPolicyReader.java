package org.headwaters.core.proof;

import com.google.errorprone.annotations.FormatMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;

/** Reads a tlog-policy file: a line a log, witness, group, and one quorum. */
public final class TlogPolicyReader {
  private final String what;
  private final List<NoteKey> logs = new ArrayList<>();
  private final Map<String, NoteKey> witnesses = new LinkedHashMap<>();
  private final Map<String, TlogPolicy.Group> groups = new LinkedHashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable String quorum;
  private int line;

  private TlogPolicyReader(String what) {
    this.what = what;
  }

  /**
   * The policy of a file.
   *
   * @param what names the file in errors
   * @throws InvalidInput for a file that is no policy, with the line
   */
  public static TlogPolicy read(String what, byte[] file) {
    return new TlogPolicyReader(what).read(file);
  }

  private TlogPolicy read(byte[] file) {
    line = 1;
    for (byte octet : file) {
      check(
          octet < 0 || (octet >= ' ' && octet != 0x7F) || octet == '\n' || octet == '\t',
          "control characters are not allowed");
      line += octet == '\n' ? 1 : 0;
    }
    check(file.length > 0 && file[file.length - 1] == '\n', "the last line has no end");
    line = 0;
    // Names are octets, so each is read as one character.
    for (String text : new String(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      line++;
      List<String> words = words(text);
      if (!words.isEmpty() && !words.get(0).startsWith("#")) {
        item(words);
      }
    }
    check(quorum != null, "there is no quorum; write 'quorum none' if no witness is needed");
    return new TlogPolicy(logs, witnesses, groups, String.valueOf(quorum));
  }

  private void item(List<String> words) {
    switch (words.get(0)) {
      case "log" -> log(words);
      case "witness" -> witness(words);
      case "group" -> group(words);
      case "quorum" -> quorum(words);
      default -> check(false, "'%s' is none of log, witness, group, quorum", words.get(0));
    }
  }

  private void log(List<String> words) {
    check(words.size() == 2 || words.size() == 3, "expected: log <vkey> [<url>]");
    logs.add(key(words.get(1), NoteKey.Use.NOTE, logs));
  }

  private void witness(List<String> words) {
    check(words.size() == 3 || words.size() == 4, "expected: witness <name> <vkey> [<url>]");
    String name = newName(words.get(1));
    witnesses.put(name, key(words.get(2), NoteKey.Use.COSIGNATURE, witnesses.values()));
  }

  private void group(List<String> words) {
    check(words.size() >= 4, "expected: group <name> all|any|<number> <name>…");
    String name = newName(words.get(1));
    List<String> names = words.subList(3, words.size());
    for (String member : names) {
      checkKnown(member);
      check(members.add(member), "'%s' is already a member of a group", member);
    }
    groups.put(name, new TlogPolicy.Group(threshold(words.get(2), names.size()), names));
  }

  private int threshold(String text, int size) {
    if (text.equals("all")) {
      return size;
    }
    if (text.equals("any")) {
      return 1;
    }
    long threshold = Decimals.count(what + ", line " + line, text);
    check(1 <= threshold && threshold <= size, "%s of %d members cannot sign", text, size);
    return (int) threshold;
  }

  private void quorum(List<String> words) {
    check(words.size() == 2, "expected: quorum <name>");
    check(quorum == null, "a second quorum");
    if (!words.get(1).equals(TlogPolicy.NONE)) {
      checkKnown(words.get(1));
    }
    quorum = words.get(1);
  }

  private String newName(String name) {
    check(
        !name.equals(TlogPolicy.NONE) && !witnesses.containsKey(name) && !groups.containsKey(name),
        "the name '%s' is taken",
        name);
    return name;
  }

  private void checkKnown(String name) {
    check(
        witnesses.containsKey(name) || groups.containsKey(name),
        "no line before this one defines '%s'",
        name);
  }

  private NoteKey key(String vkey, NoteKey.Use use, Iterable<NoteKey> others) {
    NoteKey key =
        NoteKey.parse(
            new String(vkey.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    check(key.use() == use, "%s is a key for %s, not for %s", key, key.use(), use);
    for (NoteKey other : others) {
      check(!key.sameBytes(other), "the key of %s stands twice", key);
    }
    return key;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text, " \t");
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  @FormatMethod
  private void check(boolean test, String format, Object... args) {
    if (!test) {
      throw new InvalidInput(
          "%s, line %d: %s.", what, line, String.format(Locale.ROOT, format, args));
    }
  }
}
