package org.headwaters.core.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.core.claims.ClaimResolverTest.PATTERNS;

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
}
