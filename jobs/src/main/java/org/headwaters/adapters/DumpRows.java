package org.headwaters.adapters;

import java.io.InputStream;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;

/**
 * The rows of one file of a dump. A dump writes each {@code <row …/>} on a line of its own, so each
 * line is parsed by itself: one that is no XML is a reject and the next one goes on. Posts hold
 * characters that XML 1.0 forbids (form feeds, bells), also by reference: such a row is kept
 * without them, and they are counted. Entities and document types are never resolved.
 */
final class DumpRows implements RowFeed.Source {
  private static final XMLInputFactory XML = factory();

  /** The declaration, a comment, a document type, the root's beginning. */
  private static final String AROUND = "<[?!].*|<[a-z]+>";

  private static final Pattern REFERENCE = Pattern.compile("&#(?:x([0-9a-fA-F]+)|([0-9]+));");
  private static final int HEXADECIMAL = 16;
  private static final String FORBIDDEN = "(character that XML forbids)";

  private static final Set<String> OF_POSTS =
      Set.of("Id", "PostTypeId", "OwnerUserId", "LastEditorUserId", "ContentLicense", "Body");

  private static final Set<String> OF_HISTORY = Set.of("PostId", "PostHistoryTypeId", "UserId");

  private final String file;
  private final Lines lines;
  private final PostRows posts;
  private final boolean history;
  private final FieldCounts fields;
  private boolean closed;

  DumpRows(String file, InputStream in, PostRows posts, FieldCounts fields) {
    this.fields = fields;
    this.file = file;
    this.lines = new Lines(file, in);
    this.posts = posts;
    this.history = file.substring(file.lastIndexOf('/') + 1).contains("PostHistory");
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    Lines.Line line = lines.next();
    if (line == null) {
      InvalidInput.check(
          closed,
          "%s ends before its last tag: it is cut short. Deliver the file again, whole.",
          file);
      return false;
    }
    String text = line.text().strip();
    if (text.startsWith("<row")) {
      row(line, text, rows);
    } else if (text.startsWith("</")) {
      closed = true;
    } else if (text.matches("<[a-z]+ */>")) {
      closed = true; // <posts/>: a site without posts
    } else if (!text.isEmpty() && !text.matches(AROUND)) {
      rows.accept(broken(line, "Write one <row …/> a line, as the dump does."));
    }
    return true;
  }

  private void row(Lines.Line line, String text, Consumer<Row> rows) {
    if (line.fault() != null) {
      rows.accept(posts.shape().broken(file, line.number(), line.fault()));
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(allowed(text)));
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          for (int i = 0; i < xml.getAttributeCount(); i++) {
            attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
          }
        }
      }
    } catch (XMLStreamException e) {
      rows.accept(broken(line, "Correct the XML of this line, or leave the line out."));
      return;
    }
    for (String attribute : attributes.keySet()) {
      if ((history ? OF_HISTORY : OF_POSTS).contains(attribute)) {
        fields.taken(attribute);
      } else {
        fields.passedOver(attribute);
      }
    }
    if (history) {
      posts.edit(file, line.number(), attributes, rows);
    } else {
      posts.post(file, line.number(), attributes, rows);
    }
  }

  /** The text without the characters that no XML may hold, written out or by reference. */
  private String allowed(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    Matcher reference = REFERENCE.matcher(text);
    int from = 0;
    while (reference.find()) {
      if (!isAllowed(codePoint(reference))) {
        kept.append(text, from, reference.start());
        from = reference.end();
        fields.passedOver(FORBIDDEN);
      }
    }
    kept.append(text, from, text.length());
    for (int i = kept.length() - 1; i >= 0; i--) {
      char c = kept.charAt(i);
      if (!Character.isSurrogate(c) && !isAllowed(c)) {
        kept.deleteCharAt(i);
        fields.passedOver(FORBIDDEN);
      }
    }
    return kept.toString();
  }

  private static int codePoint(Matcher reference) {
    String hex = reference.group(1);
    try {
      return hex == null
          ? Integer.parseInt(reference.group(2))
          : Integer.parseInt(hex, HEXADECIMAL);
    } catch (NumberFormatException e) {
      return -1; // larger than any character
    }
  }

  /** XML 1.0, production 2. */
  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  private Row broken(Lines.Line line, String fix) {
    return posts.shape().broken(file, line.number(), RawRows.fault("", line.text(), "is_xml", fix));
  }
}
