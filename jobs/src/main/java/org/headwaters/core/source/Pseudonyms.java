package org.headwaters.core.source;

import java.io.Serializable;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.Pseudonym.Kind;

/**
 * The pseudonyms of one lake: what its secret makes of every person-level id. The same secret gives
 * the same names, on the driver and on executors alike; another gives others.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] secret;

  /** {@code secret} is the lake's, 32 bytes. */
  public Pseudonyms(byte[] secret) {
    this.secret = secret.clone();
  }

  /**
   * How a source is named in every split, table and page: an account or path by its pseudonym,
   * anything else as it is, also what is a pseudonym already. A rater is given by pseudonym; one
   * that is not gets one.
   */
  public String source(String sourceId) {
    Optional<Kind> kind = personal(sourceId);
    return kind.isEmpty() ? sourceId : of(kind.get(), sourceId);
  }

  /** The kind of a source id that must not be shown in the clear; empty for any other text. */
  public static Optional<Kind> personal(String sourceId) {
    if (Pseudonym.isSource(sourceId)) {
      return Optional.empty();
    }
    if (sourceId.startsWith(SourceId.Kind.ACCOUNT.prefix())) {
      return Optional.of(Kind.ACCOUNT);
    }
    if (sourceId.startsWith(SourceId.Kind.PATH.prefix())) {
      return Optional.of(Kind.PATH);
    }
    return sourceId.startsWith(SourceId.Kind.RATER.prefix()) && !Pseudonym.isRater(sourceId)
        ? Optional.of(Kind.RATER)
        : Optional.empty();
  }

  /** A person who gave feedback in a data set. */
  public String rater(String datasetId, String raterId) {
    InvalidInput.check(!raterId.isEmpty(), "A rater without an id cannot be named.");
    return of(Kind.RATER, Pseudonym.raterId(datasetId, raterId));
  }

  /** A holder who is a person; one that was forgotten is given by pseudonym already. */
  public String holder(String holderId) {
    return Pseudonym.isHolder(holderId) ? holderId : of(Kind.HOLDER, holderId);
  }

  /** What the operator hands out to show whose a pseudonym is. */
  public byte[] salt(Kind kind, String id) {
    return Pseudonym.salt(secret, kind, id);
  }

  private String of(Kind kind, String id) {
    return Pseudonym.of(kind, salt(kind, id), id);
  }

  /** The name of the secret, an input of the method: another secret orders splits otherwise. */
  public String secretId() {
    return Pseudonym.secretId(secret);
  }

  @Override
  public String toString() {
    return "Pseudonyms(not shown)";
  }
}
