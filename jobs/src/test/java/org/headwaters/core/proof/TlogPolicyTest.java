package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlogPolicyTest {
  private static final SigningKey LOG = SignedNoteTest.LOG;
  private static final Map<String, SigningKey> WITNESSES = new TreeMap<>();
  private static final String ALL;

  static {
    StringBuilder lines = new StringBuilder("# who must sign\n\n \tlog \t" + LOG.key() + " \n");
    for (int i = 1; i <= 6; i++) {
      String name = i <= 3 ? "X" + i : "Y" + (i - 3);
      WITNESSES.put(name, SignedNoteTest.key(name + ".example", NoteKey.Use.COSIGNATURE, 10 + i));
      lines.append("witness " + name + " " + WITNESSES.get(name).key() + " https://w.example\n");
    }
    ALL = lines.toString();
  }

  private static final String GROUPS =
      "group X 2 X1 X2 X3\ngroup Y any Y1 Y2 Y3\ngroup both all X Y\n";

  @ParameterizedTest
  @CsvSource({
    "both, '', false",
    "both, X1 X2, false",
    "both, X1 X2 Y3, true",
    "both, X1 X3 Y1 Y2, true",
    "both, X1 Y1 Y2 Y3, false",
    "both, X1 X2 X3, false",
    "X, X2 X3, true",
    "X, X2, false",
    "Y, Y2, true",
    "Y, X1 X2, false",
    "X1, X1, true",
    "X1, X2, false",
    "none, '', true",
    "none, Y1, true"
  })
  void aQuorumIsReachedOrNot(String quorum, String signed, boolean reached) {
    TlogPolicy policy = read(ALL + GROUPS + "quorum " + quorum + "\n");
    assertThat(policy.logs()).containsExactly(LOG.key());
    SignedNote note = checkpoint();
    Map<String, Long> cosigned = new TreeMap<>();
    for (String name : WITNESSES.keySet()) {
      if (signed.contains(name)) {
        note = note.cosigned(WITNESSES.get(name), 100 + cosigned.size());
        cosigned.put(name, 100L + cosigned.size());
      }
    }
    SignedNote all = note;
    if (reached) {
      assertThat(policy.check("cp", all))
          .isEqualTo(
              new TlogPolicy.Accepted(Checkpoint.open("cp", all, LOG.key()), LOG.key(), cosigned));
    } else {
      assertThatThrownBy(() -> policy.check("cp", all))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "cp has not the quorum '%s': signed by the witnesses %s of [X1, X2, X3, Y1, Y2, Y3].",
              quorum, cosigned.keySet());
    }
  }

  @Test
  void witnessesWithoutTheLogAreNotEnough() {
    SigningKey other = SignedNoteTest.key("log.example/b", NoteKey.Use.NOTE, 5);
    SignedNote note = new Checkpoint("log.example/b", 0, Hash.EMPTY).sign(other);
    SignedNote cosigned = note.cosigned(WITNESSES.get("X1"), 5);
    assertThatThrownBy(() -> read(ALL + "quorum X1\n").check("cp", cosigned))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("cp is signed by none of the logs of the policy: [%s].", LOG.key());
    TlogPolicy both = read(ALL + "log " + other.key() + "\nquorum X1\n");
    assertThat(both.check("cp", cosigned).log()).isEqualTo(other.key());
  }

  @Test
  void aWrongCosignatureIsRefusedAlsoWhereItIsNotNeeded() {
    SignedNote other = new Checkpoint("log.example/a", 0, Hash.EMPTY).sign(LOG);
    String stolen =
        other.cosigned(WITNESSES.get("Y1"), 5).toString().substring(other.toString().length());
    SignedNote note = SignedNote.parse("cp", (checkpoint() + stolen).getBytes(UTF_8));
    assertThatThrownBy(() -> read(ALL + "quorum none\n").check("cp", note))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("cp, line 6: the signature of Y1.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quorum both                   | 10 | no line before this one defines 'both'",
        "quorum none;quorum none       | 11 | a second quorum",
        "quorum                        | 10 | expected: quorum <name>",
        "quorum X1 X2                  | 10 | expected: quorum <name>",
        "quorums X1                    | 10 | 'quorums' is none of log, witness, group, quorum",
        "group G 0 X1;quorum G         | 10 | 0 of 1 members cannot sign",
        "group G 2 X1;quorum G         | 10 | 2 of 1 members cannot sign",
        "group G 01 X1;quorum G        | 10 | '01' is no whole number",
        "group G some X1;quorum G      | 10 | 'some' is no whole number",
        "group G all;quorum G          | 10 | expected: group",
        "group G any none;quorum G     | 10 | no line before this one defines 'none'",
        "group G any G;quorum G        | 10 | no line before this one defines 'G'",
        "group G any X1 X1;quorum G    | 10 | 'X1' is already a member of a group",
        "group G any X1;group H any X1 G;quorum H | 11 | 'X1' is already a member of a group",
        "group X1 any X2;quorum X1     | 10 | the name 'X1' is taken",
        "group none any X2;quorum none | 10 | the name 'none' is taken",
        "group G any X2;group G any X3 | 11 | the name 'G' is taken",
        "witness X9                    | 10 | expected: witness",
        "witness X9 a b c              | 10 | expected: witness",
        "log                           | 10 | expected: log",
        "log a b c                     | 10 | expected: log",
        "log a                         | -  | Not a vkey: 'a'",
        "log W                         | 10 | is a key for",
        "witness X9 L                  | 10 | is a key for",
        "log L                         | 10 | stands twice",
        "witness X9 W                  | 10 | stands twice",
        "#quorum none                  | 10 | there is no quorum"
      })
  void aFileOfAnotherFormIsRefusedWithTheLine(String lines, String line, String message) {
    String text =
        ALL
            + lines
                .replace(" L", " " + LOG.key())
                .replace(" W", " " + WITNESSES.get("X1").key())
                .replace(';', '\n')
            + "\n";
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message)
        .hasMessageStartingWith(line.equals("-") ? "Not" : "policy, line " + line + ": ");
  }

  @ParameterizedTest
  @CsvSource({
    "0, false",
    "8, false",
    "9, true",
    "11, false",
    "13, false",
    "31, false",
    "32, true",
    "126, true",
    "127, false",
    "128, true",
    "255, true"
  })
  void octetsAreTextOrTabs(int octet, boolean allowed) {
    byte[] file = "# c\nquorum none\n".getBytes(UTF_8);
    file[2] = (byte) octet;
    if (allowed) {
      assertThat(TlogPolicyReader.read("policy", file).logs()).isEmpty();
    } else {
      assertThatThrownBy(() -> TlogPolicyReader.read("policy", file))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("policy, line 1: control characters are not allowed.");
    }
  }

  @Test
  void theLastLineEndsToo() {
    for (String text : new String[] {"quorum none", ""}) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("policy, line 1: the last line has no end.");
    }
  }

  private static SignedNote checkpoint() {
    return new Checkpoint("log.example/a", 1, Hash.parseHex(RfcTree.ROOTS.get(1))).sign(LOG);
  }

  private static TlogPolicy read(String text) {
    return TlogPolicyReader.read("policy", text.getBytes(UTF_8));
  }
}
