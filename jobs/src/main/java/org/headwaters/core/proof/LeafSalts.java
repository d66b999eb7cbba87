package org.headwaters.core.proof;

import java.io.Serializable;

/**
 * The salts of one lake's leaves: what its secret makes of a leaf's tree and key. The same on the
 * driver and on executors; another secret gives others.
 */
public final class LeafSalts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] secret;

  /** {@code secret} is the lake's, 32 bytes. */
  public LeafSalts(byte[] secret) {
    this.secret = secret.clone();
  }

  /** The salt of a leaf, as {@link SumLeaf#salt}. */
  public String salt(SumLeaf.Kind kind, String of, String key) {
    return SumLeaf.salt(secret, kind, of, key);
  }

  @Override
  public String toString() {
    return "LeafSalts(not shown)";
  }
}
