package org.headwaters.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Digests of the results of fixed seeded worlds, by the version of the method that made them. */
public final class Golden {
  private static final Map<String, String> DIGESTS =
      Map.of(
          "claims 2: outcomes", "8eea6c8cc2a895cba673d6f068aa8d4479d737a4f4bb930fdb40a797fa60a87f",
          "contributions 2: weights",
              "2c4b3039a13a14a21773a675612ecaed108b964d628d8694f89dc529484fdae2",
          "flows 2: graph", "7b1fdeece7a8e0f10426658080341aa92384ff25bdf9dc63294f48b098f36708",
          "flows 2: settlement",
              "415676fc451d23273eb63e592c4beb21167cbd4f97b0e41502cbd04dfe464e16");

  private Golden() {}

  /** Red when results changed and the method's version did not. */
  public static void check(Method method, String what, String results) {
    String key = method.versioned() + ": " + what;
    assertThat(DIGESTS)
        .as(
            "The results of %s changed. If they should, raise %s in org.headwaters.core.Method, and"
                + " write the new digest into Golden beside the new version.",
            key, method)
        .containsEntry(key, digest(results));
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
