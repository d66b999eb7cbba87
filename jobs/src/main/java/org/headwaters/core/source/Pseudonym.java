package org.headwaters.core.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.headwaters.core.Named;

/**
 * The one form in which a person-level id is shown: {@code account:site/~}, {@code path:host/~},
 * {@code rater:} or {@code holder:~} and 32 characters, the first 160 bits in base 32 of
 * SHA-256("hw-id-1" ‖ 0x00 ‖ kind ‖ 0x00 ‖ salt ‖ id).
 *
 * <p>The salt is HMAC-SHA-256(lake secret, kind ‖ 0x00 ‖ id). Who has not the secret cannot test a
 * guess; who is given the salt of an id can show, without the secret, which pseudonym it has.
 *
 * <p>Worked example: with a secret of 32 zero bytes {@code account:example.org/ada} is {@code
 * account:example.org/~5l66wuo3hwy2ltcrfo3iytz6w4f2ws4h}.
 */
public final class Pseudonym {
  private static final byte[] METHOD = "hw-id-1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SECRET = "hw-secret-1".getBytes(StandardCharsets.US_ASCII);
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int CHARACTERS = 32;
  private static final int BITS_A_CHARACTER = 5;
  private static final Pattern RATER = Pattern.compile("rater:[a-z2-7]{32}");
  private static final Pattern SOURCE = Pattern.compile("(?:account|path):[^/]*/~[a-z2-7]{32}");
  private static final Pattern HOLDER_NAME = Pattern.compile("holder:~[a-z2-7]{32}");

  /** What the pseudonym of every holder begins with. */
  public static final String HOLDER = "holder:~";

  /** The kinds of person-level ids. */
  public enum Kind implements Named {
    ACCOUNT,
    PATH,
    RATER,
    HOLDER
  }

  private Pseudonym() {}

  /** What opens the pseudonym of an id: 32 bytes that only the secret can make. */
  public static byte[] salt(byte[] secret, Kind kind, String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(kind.key().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(id.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256.", e);
    }
  }

  /**
   * The pseudonym of an id by its salt.
   *
   * @param id the whole clear id, prefix included; of a rater {@link #raterId}
   */
  public static String of(Kind kind, byte[] salt, String id) {
    MessageDigest digest = sha256(METHOD);
    digest.update(kind.key().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(salt);
    digest.update(id.getBytes(StandardCharsets.UTF_8));
    return place(kind, id) + base32(digest.digest());
  }

  /** The id of a rater: raters of different data sets are different people. */
  public static String raterId(String datasetId, String raterId) {
    return datasetId + "\0" + raterId;
  }

  /** Whether a text has the form of a rater's pseudonym, in which raters are named everywhere. */
  public static boolean isRater(String text) {
    return RATER.matcher(text).matches();
  }

  /** Whether a text has the form of an account's or a path's pseudonym. */
  static boolean isSource(String text) {
    return SOURCE.matcher(text).matches();
  }

  /** Whether a text has the form of a holder's pseudonym. */
  static boolean isHolder(String text) {
    return HOLDER_NAME.matcher(text).matches();
  }

  /**
   * The name of a secret, which tells nothing of it: 64 hex digits. The secret orders every split,
   * so its name is an input of whatever is made by it.
   */
  static String secretId(byte[] secret) {
    return HexFormat.of().formatHex(sha256(SECRET).digest(secret));
  }

  private static MessageDigest sha256(byte[] begin) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(begin);
      digest.update((byte) 0);
      return digest;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }

  /**
   * What stands for a source where persons are not told apart: {@code account:site/}, {@code
   * path:host/} or {@code rater:}; any other source stands for itself.
   */
  public static String group(String source) {
    if (source.startsWith("rater:")) {
      return "rater:";
    }
    int slash = source.indexOf('/');
    boolean person = source.startsWith("account:") || source.startsWith("path:");
    return person && slash > 0 ? source.substring(0, slash + 1) : source;
  }

  /** What stands before the characters: all that a pseudonym tells. */
  private static String place(Kind kind, String id) {
    return switch (kind) {
      case ACCOUNT, PATH -> {
        // Without a slash there is no site, and nothing of the id may be told.
        int slash = id.indexOf('/');
        yield slash < 0 ? kind.key() + ":/~" : id.substring(0, slash) + "/~";
      }
      case RATER -> "rater:";
      case HOLDER -> HOLDER;
    };
  }

  /** RFC 4648, section 6, in lower case; 160 bits need no padding. */
  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder(CHARACTERS);
    int bits = 0;
    int held = 0;
    for (int at = 0; text.length() < CHARACTERS; ) {
      if (held < BITS_A_CHARACTER) {
        bits = (bits << Byte.SIZE) | (bytes[at++] & 0xFF);
        held += Byte.SIZE;
      }
      held -= BITS_A_CHARACTER;
      text.append(BASE_32.charAt((bits >> held) & 31));
      bits &= (1 << held) - 1;
    }
    return text.toString();
  }
}
