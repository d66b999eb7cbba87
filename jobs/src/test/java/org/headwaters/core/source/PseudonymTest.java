package org.headwaters.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.Pseudonym.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The vectors were worked out in Python with hashlib, hmac and base64. */
final class PseudonymTest {
  private static final byte[] ZEROS = new byte[32];

  @ParameterizedTest
  @CsvSource({
    "account:example.org/ada, account:example.org/~5l66wuo3hwy2ltcrfo3iytz6w4f2ws4h",
    "path:github.com/torvalds/linux, path:github.com/~mf7jg6pgx3p2e5k2vd5drowbnfcfcyfo",
    "account:dataset%3Aa%2Fb@1/prompt-writer%2F1,"
        + " account:dataset%3Aa%2Fb@1/~lyi5e5m5fqbbn745zgsfhi62y67ijfny",
    "account:example.org/\ud835\udc9cda, account:example.org/~2xzvbawd2beokh7qrg2edosesz5qa2u4",
    "domain:example.org, domain:example.org",
    "own:model:meta/llama, own:model:meta/llama",
    "undisclosed:no_source, undisclosed:no_source",
    "rater:y4vjuldufb4qc6wvqoqvbb3b6fawe6uc, rater:y4vjuldufb4qc6wvqoqvbb3b6fawe6uc",
  })
  void aSourceOfAPersonIsShownBySiteAndCharactersAndAnyOtherAsItIs(String clear, String shown) {
    assertThat(new Pseudonyms(ZEROS).source(clear)).isEqualTo(shown);
  }

  @Test
  void ratersAreNamedByDataSetAndHoldersByTheirIds() {
    Pseudonyms names = new Pseudonyms(ZEROS);
    assertThat(names.rater("dataset:p@1", "Rita Raw"))
        .isEqualTo("rater:y4vjuldufb4qc6wvqoqvbb3b6fawe6uc");
    assertThat(names.holder("holder:ada")).isEqualTo("holder:~tymybtmkuy7qnjsarp4frfv6hoswdtod");
    assertThat(names.rater("dataset:p@2", "Rita Raw"))
        .isNotEqualTo(names.rater("dataset:p@1", "Rita Raw"));
    assertThatThrownBy(() -> names.rater("dataset:p@1", ""))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("A rater without an id cannot be named.");
  }

  @Test
  void whoeverIsGivenTheSaltOpensThePseudonymWithoutTheSecret() {
    String id = "account:example.org/ada";
    byte[] salt = new Pseudonyms(ZEROS).salt(Kind.ACCOUNT, id);
    assertThat(HexFormat.of().formatHex(salt))
        .isEqualTo("1f7c575abf7c2512075e747759c44c92b845e8a462a052a05f9ed79a79aa5f9e");
    assertThat(Pseudonym.of(Kind.ACCOUNT, salt, id))
        .isEqualTo("account:example.org/~5l66wuo3hwy2ltcrfo3iytz6w4f2ws4h");
    assertThat(Pseudonym.of(Kind.ACCOUNT, salt, "account:example.org/ida"))
        .isNotEqualTo("account:example.org/~5l66wuo3hwy2ltcrfo3iytz6w4f2ws4h");
  }

  @Test
  void anIdThatNamesNoSiteTellsNothingAndARaterInTheClearGetsAPseudonymToo() {
    Pseudonyms names = new Pseudonyms(ZEROS);
    assertThat(names.source("account:ada")).matches("account:/~[a-z2-7]{32}");
    assertThat(names.source("rater:ada")).matches("rater:[a-z2-7]{32}");
    assertThat(names.source(names.source("rater:ada"))).isEqualTo(names.source("rater:ada"));
  }

  @Test
  void withoutTheSecretNoCandidateIsFoundAndAnotherSecretGivesOtherNames() {
    Random random = new Random(1);
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    List<String> candidates = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      candidates.add("account:example.org/" + i);
      shown.add(new Pseudonyms(secret).source(candidates.get(i)));
    }
    assertThat(shown).as("no two of them meet").hasSize(2_000);
    byte[] guess = new byte[32];
    for (int round = 0; round < 20; round++) {
      random.nextBytes(guess);
      Pseudonyms others = new Pseudonyms(guess);
      assertThat(candidates).map(others::source).doesNotContainAnyElementsOf(shown);
    }
    assertThat(candidates)
        .map(id -> Pseudonym.of(Kind.ACCOUNT, new byte[0], id))
        .doesNotContainAnyElementsOf(shown);
  }

  @Test
  void theSecretHasANameThatIsNotTheSecretAndIsShownNowhere() {
    assertThat(new Pseudonyms(ZEROS).secretId())
        .isEqualTo("12cb84d08b54487a48bcd18e45856159c2994613c96acf128cc242d7a64eee8d");
    assertThat(new Pseudonyms(ZEROS)).hasToString("Pseudonyms(not shown)");
    byte[] mine = new byte[32];
    Pseudonyms names = new Pseudonyms(mine);
    String before = names.holder("holder:ada");
    mine[0] = 1;
    assertThat(names.holder("holder:ada")).isEqualTo(before);
  }

  @Test
  void travelsToExecutorsAsItIs() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Pseudonyms(ZEROS));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(((Pseudonyms) in.readObject()).holder("holder:ada"))
          .isEqualTo("holder:~tymybtmkuy7qnjsarp4frfv6hoswdtod");
    }
  }
}
