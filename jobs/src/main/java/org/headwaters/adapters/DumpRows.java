package org.headwaters.adapters;

import java.io.InputStream;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;

/**
 * The rows of one file of a dump. A dump writes each {@code <row …/>} on a line of its own, so each
 * line is parsed by itself: one that is no XML (dumps hold control characters, for one) is a reject
 * and the next one goes on. Entities and document types are never resolved.
 */
final class DumpRows implements RowFeed.Source {
  private static final XMLInputFactory XML = factory();

  /** The declaration, a comment, a document type, the root's beginning. */
  private static final String AROUND = "<[?!].*|<[a-z]+>";

  private final String file;
  private final Lines lines;
  private final PostRows posts;
  private final boolean history;
  private boolean closed;

  DumpRows(String file, InputStream in, PostRows posts) {
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
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
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
    if (history) {
      posts.edit(file, line.number(), attributes, rows);
    } else {
      posts.post(file, line.number(), attributes, rows);
    }
  }

  private Row broken(Lines.Line line, String fix) {
    return posts.shape().broken(file, line.number(), RawRows.fault("", line.text(), "is_xml", fix));
  }
}
