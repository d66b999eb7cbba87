package org.headwaters.tables;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.headwaters.core.VisibleText;
import org.headwaters.core.source.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Functions on text that Spark lacks. Its generated code calls them without making an object a row.
 */
public final class TextFunctions implements FunctionCatalog {
  /** The catalog's name in the session. */
  public static final String CATALOG = "hw";

  private static final Map<String, UnboundFunction> ALL =
      Map.of(
          "digest", new OfText("digest", DataTypes.StringType, new DigestText()),
          "given", new OfText("given", DataTypes.StringType, new GivenText()),
          "identifier", new OfText("identifier", DataTypes.StringType, new IdentifierText()),
          "readable", new OfText("readable", DataTypes.StringType, new ReadableText()),
          "verbatim", new OfText("verbatim", DataTypes.StringType, new VerbatimText()),
          "sha256", new OfText("sha256", DataTypes.BinaryType, new Sha256()));

  private String name = CATALOG;

  /** {@link Digest#normal}. */
  public static Column digest(Column text) {
    return functions.call_function(CATALOG + ".text.digest", text);
  }

  /** The text as it is; null if there is nothing in it that can be seen. */
  public static Column given(Column text) {
    return functions.call_function(CATALOG + ".text.given", text);
  }

  /** The text as it is; null if its bytes are not UTF-8. */
  public static Column verbatim(Column text) {
    return functions.call_function(CATALOG + ".text.verbatim", text);
  }

  /**
   * An id as DESIGN §1 has it: NFC, trimmed; null if empty, not UTF-8, or with hidden characters.
   */
  public static Column identifier(Column text) {
    return functions.call_function(CATALOG + ".text.identifier", text);
  }

  /** The text, trimmed; null if empty, not UTF-8, or with hidden characters. */
  public static Column readable(Column text) {
    return functions.call_function(CATALOG + ".text.readable", text);
  }

  /** SHA-256 over the text's UTF-8 bytes: 32 bytes. */
  public static Column sha256(Column text) {
    return functions.call_function(CATALOG + ".text.sha256", text);
  }

  @Override
  public void initialize(String catalog, CaseInsensitiveStringMap options) {
    this.name = catalog;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return ALL.keySet().stream()
        .sorted()
        .map(function -> Identifier.of(namespace, function))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    UnboundFunction function = ALL.get(identifier.name());
    if (function == null) {
      throw new NoSuchFunctionException(identifier);
    }
    return function;
  }

  /** Binds to one text, and refuses the silent cast of anything else. */
  private record OfText(String name, DataType result, ScalarFunction<?> bound)
      implements UnboundFunction {
    @Override
    public BoundFunction bind(StructType input) {
      if (input.length() != 1 || !(input.fields()[0].dataType() instanceof StringType)) {
        throw new UnsupportedOperationException(name + " takes one text, not " + input.sql());
      }
      return bound;
    }

    @Override
    public String description() {
      return name;
    }
  }

  /** A function from text to text. */
  private abstract static class TextToText implements ScalarFunction<UTF8String> {
    private static final long serialVersionUID = 1L;
    private final String name;

    TextToText(String name) {
      this.name = name;
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.StringType};
    }

    @Override
    public DataType resultType() {
      return DataTypes.StringType;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String canonicalName() {
      return "headwaters." + name;
    }
  }

  /** See {@link TextFunctions#digest}. */
  public static final class DigestText extends TextToText {
    DigestText() {
      super("digest");
    }

    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      if (text == null || isNormal(text)) {
        return text;
      }
      String normal = Digest.normal(text.toString());
      return normal == null ? null : UTF8String.fromString(normal);
    }

    private static boolean isNormal(UTF8String text) {
      int length = text.numBytes();
      for (int i = 0; i < length; i++) {
        byte b = text.getByte(i);
        if ((b < 'A' || b > 'Z') && (b < '0' || b > '9')) {
          return false;
        }
      }
      return length > 0;
    }
  }

  /** See {@link TextFunctions#given}. */
  public static final class GivenText extends TextToText {
    GivenText() {
      super("given");
    }

    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      if (text == null
          || (text.numBytes() > 0 && text.getByte(0) > ' ' && text.getByte(0) < 0x7F)) {
        return text;
      }
      // What is not UTF-8 is wrong, not missing.
      return text.isValid() && VisibleText.of(text.toString()) == null ? null : text;
    }
  }

  /** See {@link TextFunctions#identifier}. */
  public static final class IdentifierText extends TextToText {
    IdentifierText() {
      super("identifier");
    }

    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      return text == null || isPlain(text) ? text : visible(text, true);
    }
  }

  /** See {@link TextFunctions#readable}. */
  public static final class ReadableText extends TextToText {
    ReadableText() {
      super("readable");
    }

    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      return text == null || isPlain(text) ? text : visible(text, false);
    }
  }

  /** See {@link TextFunctions#verbatim}. */
  public static final class VerbatimText extends TextToText {
    VerbatimText() {
      super("verbatim");
    }

    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      return text == null || text.isFullAscii() || text.isValid() ? text : null;
    }
  }

  /** Whether all of it is visible ASCII, without spaces around it. */
  private static boolean isPlain(UTF8String text) {
    int length = text.numBytes();
    boolean plain = length > 0 && text.getByte(0) != ' ' && text.getByte(length - 1) != ' ';
    for (int i = 0; i < length; i++) {
      byte b = text.getByte(i);
      // Below 0 is beyond ASCII, below ' ' is a control character, and so is DEL.
      plain &= b >= ' ' && b != 0x7F;
    }
    return plain;
  }

  private static @Nullable UTF8String visible(UTF8String text, boolean composed) {
    if (!text.isValid()) {
      return null;
    }
    String visible = VisibleText.of(text.toString());
    if (visible == null || VisibleText.firstHidden(visible) >= 0) {
      return null;
    }
    return UTF8String.fromString(
        composed ? Normalizer.normalize(visible, Normalizer.Form.NFC) : visible);
  }

  /** See {@link TextFunctions#sha256}. */
  public static final class Sha256 implements ScalarFunction<byte[]> {
    private static final ThreadLocal<MessageDigest> DIGEST =
        ThreadLocal.withInitial(Sha256::digest);

    /** Called by generated code. */
    public static byte @Nullable [] invoke(@Nullable UTF8String text) {
      return text == null ? null : DIGEST.get().digest(text.getBytes());
    }

    /** A fresh SHA-256. */
    static MessageDigest digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JDK has SHA-256", e);
      }
    }

    @Override
    public DataType[] inputTypes() {
      return new DataType[] {DataTypes.StringType};
    }

    @Override
    public DataType resultType() {
      return DataTypes.BinaryType;
    }

    @Override
    public String name() {
      return "sha256";
    }

    @Override
    public String canonicalName() {
      return "headwaters.sha256";
    }
  }
}
