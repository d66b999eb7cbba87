package org.headwaters.core.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.headwaters.core.InvalidInput;

/** 32 bytes of SHA-256. Immutable. */
public final class Hash {
  /** Length in bytes. */
  public static final int LENGTH = 32;

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};
  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::digest);

  /** The root of a tree without leaves: SHA-256 of nothing. Made by the digests above. */
  public static final Hash EMPTY = of();

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** SHA-256 of the pieces, one after the other. */
  public static Hash of(byte[]... pieces) {
    MessageDigest digest = DIGEST.get();
    for (byte[] piece : pieces) {
      digest.update(piece);
    }
    return new Hash(digest.digest());
  }

  /** The hash of a leaf (RFC 6962 §2.1): SHA-256(0x00 ‖ data). */
  public static Hash ofLeaf(byte[] data) {
    return of(LEAF, data);
  }

  /** The hash of a node (RFC 6962 §2.1): SHA-256(0x01 ‖ left ‖ right). */
  public static Hash ofNode(Hash left, Hash right) {
    return of(NODE, left.bytes, right.bytes);
  }

  /**
   * The hash with these bytes.
   *
   * @throws InvalidInput unless they are 32
   */
  public static Hash ofBytes(byte[] bytes) {
    InvalidInput.check(
        bytes.length == LENGTH, "A hash has %d bytes, not %d.", LENGTH, bytes.length);
    return new Hash(bytes.clone());
  }

  /**
   * Reads 64 lower-case hex digits.
   *
   * @throws InvalidInput for anything else
   */
  public static Hash parseHex(String hex) {
    InvalidInput.check(
        hex.length() == 2 * LENGTH
            && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')),
        "Not a hash: '%s'. Write 64 digits of 0-9 and a-f.",
        hex);
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** 64 lower-case hex digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** 44 characters of base64, as checkpoints and their proofs write hashes. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
