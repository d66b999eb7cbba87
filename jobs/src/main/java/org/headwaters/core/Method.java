package org.headwaters.core;

/**
 * The parts of the method (docs/method.md) that have a version of their own, which is part of the
 * names of contributions and runs. It is raised when the same inputs give other results;
 * GoldenResultsTest is red until it is.
 */
public enum Method implements Named {
  /** From documents to what each source has in a data set. */
  CONTRIBUTIONS(2),
  /** From revenue to what comes in at data sets, makers and buckets. */
  FLOWS(2),
  /** From a source's credit to holders and buckets. */
  CLAIMS(2);

  private final int version;

  Method(int version) {
    this.version = version;
  }

  /** {@code flows 2}: names the part and its version. */
  public String versioned() {
    return key() + " " + version;
  }
}
