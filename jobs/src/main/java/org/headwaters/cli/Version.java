package org.headwaters.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names: it stands in the build alone. */
final class Version implements IVersionProvider {
  /** The version; {@code unpackaged} where classes do not come from our jar. */
  static String text() {
    String version = Headwaters.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"headwaters " + text()};
  }
}
