package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.core.claims.ClaimResolverTest.PATTERNS;

import java.util.List;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.SourceId;
import org.junit.jupiter.api.Test;

final class ClaimPatternsTest {
  @Test
  void namesAllPatternsThatCouldMatch() {
    assertThat(PATTERNS.candidates(SourceId.parse("path:www.x.org/a/b/c")))
        .containsExactly(
            "path:www.x.org/a/b/c", "path:www.x.org/a/b", "path:www.x.org/a", "domain:x.org");
    assertThat(PATTERNS.candidates(SourceId.parse("account:x.org/a%2Fb")))
        .containsExactly("account:x.org/a%2Fb", "domain:x.org");
    assertThat(PATTERNS.candidates(SourceId.parse("account:acme%2Fset/a"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.parse("domain:x.org"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.parse("rater:a/b"))).hasSize(1);
    assertThat(PATTERNS.candidates(SourceId.NO_SOURCE)).isEmpty();
  }

  @Test
  void readsPatternsThatCanMatchAndNamesTheRightOneForThoseThatCannot() {
    for (String right :
        List.of(
            "domain:x.org",
            "domain:192.0.2.1",
            "account:x.org/a%2Fb",
            "account:dataset%3Ah%2Fset/7",
            "path:www.x.org/a/b",
            "rater:ab",
            "own:model:m/m")) {
      assertThat(PATTERNS.parse(" " + right + " ").text()).isEqualTo(right);
    }
    assertThatThrownBy(() -> PATTERNS.parse("domain:alice.x.org"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "No source is ever called domain:alice.x.org: it would be domain:x.org. Claim that.");
    assertThatThrownBy(() -> PATTERNS.parse("account:alice.x.org/7"))
        .hasMessageContaining("it would be account:x.org/7");
    assertThatThrownBy(() -> PATTERNS.parse("account:X.org/7"))
        .hasMessageContaining("it would be account:x.org/7");
    assertThatThrownBy(() -> PATTERNS.parse("domain:X.org"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("write x.org instead of X.org");
    assertThatThrownBy(() -> PATTERNS.parse("own:m/m"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "own:m/m names no asset; write own: and the id of a service:, model: or dataset:.");
    assertThatThrownBy(() -> PATTERNS.parse("undisclosed:no_source"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is no one's");
  }
}
