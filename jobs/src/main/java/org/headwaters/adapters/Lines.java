package org.headwaters.adapters;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, one at a time: memory holds a buffer and one line. */
final class Lines {
  /** A longer line is told as broken and passed over without being held in memory. */
  static final int LINE_BYTES = 16 << 20;

  private final String file;
  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private long number;
  private boolean tooLong;

  Lines(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param text without its end; what could be read of it, where it is broken
   * @param fault why it cannot be used, or null
   */
  record Line(long number, String text, @Nullable Row fault) {}

  /** The next line; null at the end. */
  @Nullable Line next() {
    byte[] bytes = bytes();
    return bytes == null ? null : line(bytes);
  }

  private Line line(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      String told = new String(bytes, StandardCharsets.UTF_8);
      return new Line(number, told, RawRows.fault("", told, "is_utf8", "Save the file as UTF-8."));
    }
    if (tooLong) {
      String fix = "A line may have " + LINE_BYTES + " bytes: write one object a line.";
      return new Line(number, text, RawRows.fault("", text, "line_fits", fix));
    }
    boolean marked = number == 1 && text.startsWith("\uFEFF");
    boolean returned = text.endsWith("\r");
    return new Line(
        number, text.substring(marked ? 1 : 0, text.length() - (returned ? 1 : 0)), null);
  }

  private byte @Nullable [] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    boolean any = false;
    tooLong = false;
    try {
      while (true) {
        if (at == filled) {
          at = 0;
          filled = Math.max(0, in.read(buffer));
          if (filled == 0) {
            number += any ? 1 : 0;
            return any ? bytes.toByteArray() : null;
          }
        }
        any = true;
        int end = at;
        while (end < filled && buffer[end] != '\n') {
          end++;
        }
        take(bytes, end);
        at = end;
        if (end < filled) {
          at++;
          number++;
          return bytes.toByteArray();
        }
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private void take(ByteArrayOutputStream bytes, int end) {
    tooLong |= bytes.size() + (end - at) > LINE_BYTES;
    if (!tooLong) {
      bytes.write(buffer, at, end - at);
    }
  }
}
