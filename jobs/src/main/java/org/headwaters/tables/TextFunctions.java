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
import org.jspecify.annotations.Nullable;

/**
 * Functions on text that Spark lacks. Its generated code calls them without making an object a row.
 */
public final class TextFunctions implements FunctionCatalog {
  /** The catalog's name in the session. */
  public static final String CATALOG = "hw";

  private static final Map<String, UnboundFunction> ALL =
      Map.of(
          "identifier", new OfText("identifier", DataTypes.StringType, new IdentifierText()),
          "readable", new OfText("readable", DataTypes.StringType, new ReadableText()),
          "sha256", new OfText("sha256", DataTypes.BinaryType, new Sha256()));

  private String name = CATALOG;

  /**
   * An id as DESIGN §1 has it: NFC, trimmed; null if empty, not UTF-8, or with control characters.
   */
  public static Column identifier(Column text) {
    return functions.call_function(CATALOG + ".text.identifier", text);
  }

  /** The text itself; null if its bytes are not UTF-8. */
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

  /** See {@link TextFunctions#identifier}. */
  public static final class IdentifierText implements ScalarFunction<UTF8String> {
    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      if (text == null) {
        return null;
      }
      int length = text.numBytes();
      boolean plain = length > 0 && text.getByte(0) != ' ' && text.getByte(length - 1) != ' ';
      for (int i = 0; i < length; i++) {
        byte b = text.getByte(i);
        // Below 0 is beyond ASCII, below ' ' is a control character, and so is DEL.
        plain &= b >= ' ' && b != 0x7F;
      }
      return plain ? text : normal(text);
    }

    private static @Nullable UTF8String normal(UTF8String text) {
      if (!text.isValid()) {
        return null;
      }
      String trimmed = Normalizer.normalize(text.toString(), Normalizer.Form.NFC).strip();
      boolean control = trimmed.chars().anyMatch(Character::isISOControl);
      return control || trimmed.isEmpty() ? null : UTF8String.fromString(trimmed);
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
      return "identifier";
    }

    @Override
    public String canonicalName() {
      return "headwaters.identifier";
    }
  }

  /** See {@link TextFunctions#readable}. */
  public static final class ReadableText implements ScalarFunction<UTF8String> {
    /** Called by generated code. */
    public static @Nullable UTF8String invoke(@Nullable UTF8String text) {
      return text == null || text.isFullAscii() || text.isValid() ? text : null;
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
      return "readable";
    }

    @Override
    public String canonicalName() {
      return "headwaters.readable";
    }
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
