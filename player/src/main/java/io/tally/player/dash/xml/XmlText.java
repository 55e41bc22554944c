// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.player.dash.xml;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Which elements does a text have, when it is XML that can be trusted to end?
///
/// A document type is refused, and with it every entity that one could define; nothing outside of
/// the text is ever asked for.
///
/// @param root the outermost element
/// @param problem why there is none, when there is none: a sentence without a full stop
public record XmlText(Optional<Element> root, Optional<String> problem) {
  private static final int DEEPEST = 32;
  private static final int MOST_ELEMENTS = 200_000;
  private static final int MOST_ATTRIBUTES = 64; // of one element
  private static final int LONGEST_TEXT = 64 << 10; // of one element

  /// Takes a text apart. Never throws on what it is given.
  ///
  /// @param bytes in UTF-8, as many as the caller allows
  public static XmlText read(byte[] bytes) {
    try {
      // As text: of bytes that are none, the JDK's reader complains on standard error.
      String text = new String(bytes, UTF_8).replaceFirst("^\\uFEFF?\\s*", "");
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(text));
      try {
        return new Builder(reader).read();
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNumber());
      return none("it is no well-formed XML" + (line > 0 ? ": see line " + line : ""));
    } catch (RuntimeException e) {
      // The JDK's reader answers some broken texts with exceptions of its own making.
      return none("it is no XML that can be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("Nothing outside of the text is loaded");
    });
    return factory;
  }

  private static XmlText none(String problem) {
    return new XmlText(Optional.empty(), Optional.of(problem));
  }

  /// An element whose end has not come yet.
  private static final class Open {
    final String name;
    final int line;
    final Map<String, String> attributes = new HashMap<>();
    final List<Element> children = new ArrayList<>();
    final StringBuilder text = new StringBuilder();

    Open(String name, int line) {
      this.name = name;
      this.line = line;
    }

    Element closed() {
      return new Element(name, attributes, children, text.toString().strip(), line);
    }
  }

  private static final class Builder {
    private final XMLStreamReader reader;
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;

    Builder(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlText read() throws XMLStreamException {
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD) {
          return none("it has a document type, which is refused");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            return none(
                "it has more than %d elements, or lies deeper than %d"
                    .formatted(MOST_ELEMENTS, DEEPEST));
          }
          open.push(begun());
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          Element closed = open.pop().closed();
          if (open.isEmpty()) {
            return new XmlText(Optional.of(closed), Optional.empty());
          }
          open.peek().children.add(closed);
        } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
          take(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
        }
      }
      return none("it has no element");
    }

    private Open begun() {
      Open made = new Open(reader.getLocalName(), reader.getLocation().getLineNumber());
      int count = Math.min(MOST_ATTRIBUTES, reader.getAttributeCount());
      for (int i = 0; i < count; i++) {
        made.attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
      return made;
    }

    private void take(char[] characters, int start, int length) {
      Open inside = open.peek();
      if (inside != null) {
        int room = LONGEST_TEXT - inside.text.length();
        inside.text.append(characters, start, Math.min(room, length));
      }
    }
  }
}
