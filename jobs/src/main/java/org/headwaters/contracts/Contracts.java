package org.headwaters.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.headwaters.core.Breach;

/** Finds contracts on the class path. */
public final class Contracts {
  private Contracts() {}

  /**
   * The contract of a table, from {@code /schemas/<name>.yaml}.
   *
   * @throws Breach if there is none, or if it is not as a contract must be
   */
  public static Contract load(String name) {
    return ContractReader.read(name, resource(name + ".yaml"));
  }

  static String resource(String file) {
    try (InputStream in = Contracts.class.getResourceAsStream("/schemas/" + file)) {
      if (in == null) {
        throw new Breach("There is no schemas/%s. Write it, or correct the table's name.", file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
