package org.headwaters.tables;

import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 over pieces of bytes, one after another. */
public final class RunningDigest {
  private final MessageDigest digest = TextFunctions.Sha256.digest();

  /**
   * Adds a piece. Pieces are not told apart: give each the same length, or its length before it.
   */
  public void add(byte[] piece) {
    digest.update(piece);
  }

  /** The 32 bytes; begins anew. */
  public byte[] bytes() {
    return digest.digest();
  }

  /** The digest as 64 hex digits; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
