package org.headwaters.transforms;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.Set;
import org.headwaters.core.source.HostNames;
import org.jspecify.annotations.Nullable;

/** UTS 46 by ICU, with the settings of the URL standard that browsers follow. */
public final class BrowserHostNames implements HostNames {
  private static final IDNA UTS46 =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  /** What the URL standard does not mind; lengths are the caller's to check. */
  private static final Set<IDNA.Error> MINOR =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  @Override
  public @Nullable String toAscii(String name) {
    IDNA.Info info = new IDNA.Info();
    String ascii = UTS46.nameToASCII(name, new StringBuilder(), info).toString();
    return MINOR.containsAll(info.getErrors()) ? ascii : null;
  }
}
