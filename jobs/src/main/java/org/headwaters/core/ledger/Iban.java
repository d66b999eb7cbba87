package org.headwaters.core.ledger;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** International bank account numbers (ISO 13616): two check digits tell a slip of the pen. */
public final class Iban {
  private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
  private static final BigInteger MODULUS = BigInteger.valueOf(97);
  private static final int HEAD = 4;

  private Iban() {}

  /** The number without spaces, in capitals; empty for a text that is none. */
  public static Optional<String> read(String text) {
    String iban = text.replace(" ", "").toUpperCase(Locale.ROOT);
    if (!FORM.matcher(iban).matches()) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder();
    String moved = iban.substring(HEAD) + iban.substring(0, HEAD);
    moved.chars().forEach(each -> digits.append(Character.digit(each, Character.MAX_RADIX)));
    boolean right = new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    return right ? Optional.of(iban) : Optional.empty();
  }
}
