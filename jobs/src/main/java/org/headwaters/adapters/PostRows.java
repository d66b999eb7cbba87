package org.headwaters.adapters;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * What posts and their edits say about documents and those who made them.
 *
 * <p>A deleted user has no id, and the community's own edits carry -1: both count for the site
 * itself, {@code domain:<site>}, so that nobody else gains by a deletion. Several edits of one post
 * by one user are one row: how often somebody saved is no measure of work.
 *
 * @param site the host that numbers its users
 * @param authorship whether authorship is asked for, else manifest entries
 * @param bytesPerToken by which a post's tokens are estimated from its text; 0 for not at all
 */
record PostRows(
    String site, String datasetId, boolean authorship, int bytesPerToken, RawRow.Shape shape)
    implements Serializable {
  private static final String QUESTION = "1";
  private static final String ANSWER = "2";
  private static final String COMMUNITY = "-1";

  /** Edits of title, body and tags, and suggested edits that were taken; the rest is no writing. */
  private static final Set<String> EDITS = Set.of("4", "5", "6", "24");

  void post(String file, long line, Map<String, String> post, Consumer<Row> rows) {
    String id = post.get("Id");
    if (id == null) {
      rows.accept(withoutId(file, line, post, "Id"));
    } else if (authorship) {
      String owner = post.get("OwnerUserId");
      String action = ANSWER.equals(post.get("PostTypeId")) ? "answer" : "write";
      rows.accept(act(file, line, id, actor(owner), action));
      String editor = post.get("LastEditorUserId");
      if (editor != null && !editor.equals(owner)) {
        rows.accept(act(file, line, id, actor(editor), "edit"));
      }
    } else {
      rows.accept(entry(file, line, id, post));
    }
  }

  /** A row of PostHistory; most kinds of it say nothing about who wrote. */
  void edit(String file, long line, Map<String, String> edit, Consumer<Row> rows) {
    String post = edit.get("PostId");
    String kind = edit.get("PostHistoryTypeId");
    if (post == null || kind == null) {
      rows.accept(withoutId(file, line, edit, post == null ? "PostId" : "PostHistoryTypeId"));
    } else if (EDITS.contains(kind)) {
      rows.accept(act(file, line, post, actor(edit.get("UserId")), "edit"));
    }
  }

  private Row entry(String file, long line, String id, Map<String, String> post) {
    String kind = post.get("PostTypeId");
    String path = ANSWER.equals(kind) ? "/a/" : QUESTION.equals(kind) ? "/questions/" : "/posts/";
    String owner = post.get("OwnerUserId");
    String license = post.get("ContentLicense");
    return shape
        .row(file, line)
        .set(ManifestEntries.DOCUMENT_ID, id)
        .set(ManifestEntries.URL, "https://" + site + path + id)
        .set(ManifestEntries.TOKEN_COUNT, tokens(post.getOrDefault("Body", "")))
        .set(
            ManifestEntries.AUTHOR_ID,
            owner == null || owner.equals(COMMUNITY) ? null : author(owner))
        .set(ManifestEntries.LICENSE, license == null ? null : license.strip().replace(' ', '-'))
        .done();
  }

  private @Nullable String tokens(String body) {
    int bytes = body.getBytes(StandardCharsets.UTF_8).length;
    return bytesPerToken == 0 ? null : String.valueOf(Math.max(1, bytes / bytesPerToken));
  }

  private String actor(@Nullable String user) {
    if (user == null || user.isBlank() || user.equals(COMMUNITY)) {
      return SourceId.domain(domain()).text();
    }
    return SourceId.account(domain(), author(user)).text();
  }

  /** The site in the sense of sources, whose documents and accounts these are. */
  private String domain() {
    String domain = EffectiveTldFinder.getAssignedDomain(site, true, false);
    return domain == null ? site : domain;
  }

  /**
   * A user among all users of the domain. Each host of a network numbers its own: 7 of
   * math.stackexchange.com is another person than 7 of cooking.stackexchange.com.
   */
  private String author(String user) {
    return site.equals(domain()) ? user : site + "/" + user;
  }

  private Row act(String file, long line, String post, String actor, String action) {
    return shape
        .row(file, line)
        .set(Authorship.SCOPE_KIND, "document")
        .set(Authorship.SCOPE, datasetId + "#" + post)
        .set(Authorship.ACTOR, actor)
        .set(Authorship.ACTION, action)
        .done();
  }

  private Row withoutId(String file, long line, Map<String, String> row, String missing) {
    return shape.broken(
        file,
        line,
        RawRows.fault("", row.toString(), "is_required", "Give the attribute " + missing + "."));
  }
}
