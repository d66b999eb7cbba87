package org.headwaters.core.lineage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The asset that stands for a name that is no asset's id: a path on somebody's disk, a name that
 * nobody has declared. It is the child's own, so that two strangers who wrote the same words do not
 * meet in one asset, and does not show the words, which may be private.
 */
public final class UnresolvedName {
  private static final int HEX = 16;

  private UnresolvedName() {}

  /**
   * {@code <kind>:unresolved/<16 hex of SHA-256(child_id ‖ 0x00 ‖ text)>}.
   *
   * @param kind the kind that the child takes the name for
   * @param childId the asset that names it
   * @param text the name as it was written, without blanks around it
   */
  public static String id(AssetKind kind, String childId, String text) {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
    sha256.update(childId.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
    byte[] digest = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
    return kind.key() + ":unresolved/" + HexFormat.of().formatHex(digest).substring(0, HEX);
  }
}
