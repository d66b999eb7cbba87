package org.headwaters.core.source;

import java.util.Objects;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.AssetId;

/**
 * Sources as people write them in claims, authorship and revenue, held to the spelling in which
 * documents get theirs: another spelling would never meet a document, and its money would wait for
 * ever.
 */
public final class SourceSpelling {
  private static final String DATA_SET = "dataset%3A";

  private final Sites sites;

  /** Sites tell which hosts are sources of their own. */
  public SourceSpelling(Sites sites) {
    this.sites = sites;
  }

  /** Reads a source; {@link InvalidInput}, with the right spelling, if no document can have it. */
  public SourceId parse(String given) {
    SourceId source = SourceId.parse(given);
    switch (source.kind()) {
      case DOMAIN -> checkSite(source);
      case ACCOUNT -> checkAccount(source);
      case PATH -> checkPath(source);
      case OWN -> AssetId.kindOf(source.rest());
      case RATER -> {}
      case UNDISCLOSED ->
          throw new InvalidInput(
              "%s stands for documents without a source; nobody can name it.", source);
    }
    return source;
  }

  private void checkSite(SourceId source) {
    String host = Objects.requireNonNull(source.host());
    String normal = Host.ofName(host);
    InvalidInput.check(
        normal != null && Host.isPublic(normal),
        "%s is no site of the public web, so no page has it as its source; name the site that the"
            + " pages lie on.",
        host);
    String site = sites.ofHost(Objects.requireNonNull(normal));
    InvalidInput.check(
        host.equals(site),
        "Pages of %s have the site %s as their source; write %s%s%s.",
        host,
        site,
        source.kind().prefix(),
        site,
        source.kind() == SourceId.Kind.ACCOUNT ? "/<author>" : "");
  }

  private void checkAccount(SourceId source) {
    String site = Objects.requireNonNull(source.host());
    // An author without a url stands under the data set, as it is written in an author id.
    if (!site.startsWith(DATA_SET)) {
      checkSite(source);
    } else {
      checkEncoded(site);
    }
    checkEncoded(source.text().substring(source.text().lastIndexOf('/') + 1));
  }

  private static void checkEncoded(String part) {
    String plain = Host.percentDecoded(part);
    InvalidInput.check(
        plain != null && SourceId.encoded(plain, "/:%").equals(part),
        "Write the account as account:site/author, with / : %% in the author as %%2F %%3A %%25 and"
            + " every other character as it is.");
  }

  private static void checkPath(SourceId source) {
    String host = Objects.requireNonNull(source.host());
    InvalidInput.check(
        Host.isPublic(host), "%s is no host of the public web; name the pages' host.", host);
    String path = source.text().substring(source.text().indexOf('/') + 1);
    for (String segment : UrlPath.segments(path)) {
      String plain = Host.percentDecoded(segment);
      InvalidInput.check(
          plain != null
              && SourceId.encoded(plain, "/%").equals(segment)
              && !segment.equals(".")
              && !segment.equals(".."),
          "Write the segments of path:%s/… with / and %% as %%2F and %%25 and every other character"
              + " as it is.",
          host);
    }
  }
}
