package org.headwaters.core.proof;

/** Nodes that are a hash and nothing else. */
enum PlainNodes implements NodeRule<Hash> {
  RULE;

  @Override
  public Hash parent(Hash left, Hash right) {
    return Hash.ofNode(left, right);
  }

  @Override
  public byte[] bytes(Hash node) {
    return node.bytes();
  }

  @Override
  public Hash ofBytes(byte[] bytes) {
    return Hash.ofBytes(bytes);
  }
}
