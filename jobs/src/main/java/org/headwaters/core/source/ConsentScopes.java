package org.headwaters.core.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which consent scopes could speak for a url, as keys that a join can compare by equality. */
public final class ConsentScopes {
  private ConsentScopes() {}

  /**
   * Every {@link UrlScope#joinHost} that can cover the url: its host, {@code *.} and its host, and
   * {@code *.} and each domain above it; an IP address has nothing above. Empty for what is no url.
   */
  public static List<String> hostsOf(@Nullable String url) {
    String host = Host.ofUrl(url);
    return host == null ? List.of() : hostsAbove(host);
  }

  /** The same for a host in {@link Host}'s form. */
  public static List<String> hostsAbove(String host) {
    List<String> hosts = new ArrayList<>(6);
    hosts.add(host);
    hosts.add("*." + host);
    if (!Host.isAddress(host)) {
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        hosts.add("*" + host.substring(dot));
      }
    }
    return hosts;
  }
}
