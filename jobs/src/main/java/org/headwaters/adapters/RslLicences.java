package org.headwaters.adapters;

import java.io.StringReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.PathPattern;
import org.headwaters.tables.ConsentSignals;
import org.jspecify.annotations.Nullable;

/**
 * The contents of one RSL document, with what their licences permit, prohibit and ask for.
 *
 * <p>Training is refused if a licence prohibits it, or permits usages and not this one; several
 * licences of one content count together, the most restrictive first. A permission against payment
 * is a permission with its payment beside it.
 */
final class RslLicences {
  private static final Set<String> TRAINING = Set.of("all", "ai-all", "ai-train", "train-ai");
  private static final Set<String> SEARCHING = Set.of("all", "search");
  private static final XMLInputFactory XML = factory();

  private RslLicences() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** One {@code content} element while it is read. */
  private static final class Content {
    private final String url;
    private Preference says = Preference.UNKNOWN;
    private @Nullable String paymentType;
    private @Nullable String amount;
    private @Nullable String currency;
    private final Set<String> permitted = new HashSet<>();
    private final Set<String> prohibited = new HashSet<>();
    private boolean permits;

    Content(String url) {
      this.url = url;
    }

    void beginLicence() {
      permitted.clear();
      prohibited.clear();
      permits = false;
    }

    void endLicence() {
      says = says.and(new Preference(about(TRAINING), about(SEARCHING)));
    }

    private @Nullable String about(Set<String> usages) {
      if (prohibited.stream().anyMatch(usages::contains)) {
        return Preference.NO;
      }
      if (permitted.stream().anyMatch(usages::contains)) {
        return Preference.YES;
      }
      return permits ? Preference.NO : null;
    }
  }

  static void say(ConsentDocument document, RawRow.Shape shape, Consumer<Row> rows) {
    Map<String, Content> contents = new LinkedHashMap<>();
    try {
      read(
          XML.createXMLStreamReader(new StringReader(document.body())),
          contents,
          document.fields());
    } catch (XMLStreamException | IllegalArgumentException e) {
      document.refuse(
          shape, document.body(), "is_rsl", "Correct the XML, or deliver it again, whole.", rows);
      return;
    }
    if (contents.isEmpty()) {
      document.refuse(
          shape, document.body(), "is_rsl", "Deliver an RSL document with a content.", rows);
    }
    for (Content content : contents.values()) {
      String path = path(document, content.url);
      if (path == null) {
        document.refuse(
            shape,
            content.url,
            "url_of_the_host",
            "A licence speaks for its own host: deliver that of the other host from there.",
            rows);
        continue;
      }
      rows.accept(
          document
              .row(shape, new ConsentDocument.Signal("rsl", path, document.body(), content.says))
              .set(ConsentSignals.PAYMENT_TYPE, content.paymentType)
              .set(ConsentSignals.AMOUNT, content.amount)
              .set(ConsentSignals.CURRENCY, content.currency)
              .done());
    }
  }

  private static void read(XMLStreamReader xml, Map<String, Content> contents, FieldCounts fields)
      throws XMLStreamException {
    Content content = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("license")) {
        if (content != null) {
          content.endLicence();
        }
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "rsl" -> {}
        case "content" -> {
          count(xml, Set.of("url"), fields);
          String url = xml.getAttributeValue(null, "url");
          content = contents.computeIfAbsent(url == null ? "/" : url.strip(), Content::new);
        }
        case "license" -> {
          if (content != null) {
            content.beginLicence();
          }
        }
        case "permits", "prohibits" -> usages(xml, content, fields);
        case "payment" -> {
          if (content != null && content.paymentType == null) {
            content.paymentType = payment(xml.getAttributeValue(null, "type"));
            count(xml, Set.of("type"), fields);
          } else {
            fields.passedOver("payment (a further one)");
          }
        }
        case "amount" -> {
          if (content != null && content.amount == null) {
            content.currency = xml.getAttributeValue(null, "currency");
            content.amount = xml.getElementText().strip();
            fields.taken("amount");
          } else {
            fields.passedOver("amount (a further one)");
          }
        }
        // standard, custom, legal, copyright and terms say nothing that our table holds.
        default -> fields.passedOver(xml.getLocalName());
      }
    }
  }

  /** Counts an element's attributes by their path. */
  private static void count(XMLStreamReader xml, Set<String> read, FieldCounts fields) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String path = xml.getLocalName() + "." + xml.getAttributeLocalName(i);
      if (read.contains(xml.getAttributeLocalName(i))) {
        fields.taken(path);
      } else {
        fields.passedOver(path);
      }
    }
  }

  private static void usages(XMLStreamReader xml, @Nullable Content content, FieldCounts fields)
      throws XMLStreamException {
    String name = xml.getLocalName();
    boolean permits = name.equals("permits");
    String type = xml.getAttributeValue(null, "type");
    String text = xml.getElementText();
    if (content == null || (type != null && !type.equals("usage"))) {
      // For whom, or where: our table has no column for it.
      fields.passedOver(name + " (" + (content == null ? "without a content" : type) + ")");
      return;
    }
    Set<String> into = permits ? content.permitted : content.prohibited;
    content.permits |= permits;
    for (String usage : text.toLowerCase(Locale.ROOT).strip().split("[\\s,]+", -1)) {
      into.add(usage);
      if (TRAINING.contains(usage) || SEARCHING.contains(usage)) {
        fields.taken(name + "." + usage);
      } else if (!usage.isEmpty()) {
        fields.passedOver(name + "." + usage);
      }
    }
  }

  /** Earlier drafts said inference for use. */
  private static @Nullable String payment(@Nullable String type) {
    return "inference".equals(type) ? "use" : type;
  }

  /** Null if the url is of another host. */
  private static @Nullable String path(ConsentDocument document, String url) {
    String path = url;
    if (url.contains("://")) {
      String host = Host.ofUrl(url);
      if (host == null || !host.equals(document.host())) {
        return null;
      }
      int slash = url.indexOf('/', url.indexOf("://") + 3);
      path = slash < 0 ? "/" : url.substring(slash);
    }
    return ConsentDocument.path(PathPattern.of(path));
  }
}
