package org.headwaters.core.source;

import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * UTS 46 for host names beyond plain ASCII. Its tables are a library's matter, so core names only
 * what it asks; {@link Host} finds the one that is shipped through {@link ServiceLoader}.
 */
public interface HostNames {
  /**
   * The name in ASCII as browsers send it: non-transitional processing, with checks of bidi and
   * joiners; null for what is no host name.
   */
  @Nullable String toAscii(String name);

  /** The shipped one. Throws IllegalStateException if the class path holds none. */
  static HostNames shipped() {
    return ServiceLoader.load(HostNames.class, HostNames.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No class of the class path speaks UTS 46: "
                        + "META-INF/services is missing from the jar. Build it anew."));
  }
}
