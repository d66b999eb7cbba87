package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SourceSpellingTest {
  private static final Sites SITES =
      new Sites(
          host -> {
            int last = host.lastIndexOf('.');
            return last < 0 ? null : host.substring(host.lastIndexOf('.', last - 1) + 1);
          });

  private final SourceSpelling spelling = new SourceSpelling(SITES);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "domain:example.org",
        "domain:xn--strae-oqa.example",
        "domain:8.8.8.8",
        "path:blog.example.org/a/b%2Fc",
        "account:example.org/Jos\u00e9 B",
        "account:example.org/a%2Fb%3Ac%25d",
        "account:dataset%3Aacme%2Fqa@1/jane",
        "rater:ab12",
        "own:model:meta/llama",
      })
  void takesWhatDocumentsAreGiven(String text) {
    assertThat(spelling.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "domain:alice.example.org | write domain:example.org",
        "domain:Example.org | write example.org instead of Example.org",
        "domain:stra\u00dfe.example | write xn--strae-oqa.example instead",
        "domain:localhost | is no site of the public web",
        "domain:10.0.0.1 | is no site of the public web",
        "domain:134744072 | write 8.8.8.8 instead of 134744072",
        "account:jane | must be account:site/author",
        "account:forum.example.org/jane | write account:example.org/<author>",
        "account:Example.org/jane | write account:example.org/<author>",
        "account:example.org/a%b | in the author as %2F %3A %25",
        "account:example.org/a%20b | every other character as it is",
        "account:dataset%3aacme/jane | no site of the public web",
        "path:localhost/a | no host of the public web",
        "path:example.org/.. | Write the segments of path:example.org",
        "path:example.org/%41 | Write the segments of path:example.org",
        "own:llama | begins with service:, model: or dataset:",
        "own:model: | names nothing",
        "undisclosed:no_source | nobody can name it",
      })
  void tellsTheRightSpellingOfWhatNoDocumentCanHave(String text, String message) {
    assertThatThrownBy(() -> spelling.parse(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void neverShowsWhoMayBeAPerson() {
    for (String text :
        new String[] {
          "jane-doe",
          "account:jane-doe",
          "account:forum.example.org/jane-doe",
          "account:example.org/jane-doe%20",
          "path:localhost/jane-doe",
          "path:example.org/jane-doe/..",
          "path:example.org/jane-doe//x",
          "rater:\u200bjane-doe\u0007",
        }) {
      assertThatThrownBy(() -> spelling.parse(text))
          .as(text)
          .isInstanceOf(InvalidInput.class)
          .hasMessageNotContaining("jane-doe");
    }
  }

  @Test
  void takesEverySourceThatIsBuiltFromAPublicPage() {
    String alphabet = "ab/:%\u00e9\u00df\u200b\u0007 .\u00a0e\u0301";
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      StringBuilder name = new StringBuilder("x");
      for (int i = random.nextInt(12); i > 0; i--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      SourceId account = SourceId.account("example.org", name.toString());
      assertThat(spelling.parse(account.text())).as("seed %s", seed).isEqualTo(account);
      SourceId within = SourceId.accountWithin("dataset:a/" + name, name.toString());
      assertThat(spelling.parse(within.text())).as("seed %s", seed).isEqualTo(within);
    }
  }
}
