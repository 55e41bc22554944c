// SPDX-License-Identifier: GPL-3.0-or-later
package io.tally.installer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Which licences does the POM of a library name, itself or by inheritance?
///
/// Reads the POM files that lie in the local repository, since Maven had to read them, too.
final class Pom {
  private final Path repository;
  private final Element project;

  /// @param repository the root of the local repository
  Pom(Path repository, Path file) throws IOException {
    this.repository = repository;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      project = factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("The POM " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// The names of the licences, in their own words; empty when no POM up to the last parent has
  /// one.
  List<String> licences() throws IOException {
    List<String> names = new ArrayList<>();
    for (Element all : children(project, "licenses")) {
      for (Element one : children(all, "license")) {
        names.add(text(one, "name"));
      }
    }
    List<Element> parent = children(project, "parent");
    if (!names.isEmpty() || parent.isEmpty()) {
      return names;
    }
    String artifact = text(parent.getFirst(), "artifactId");
    String version = text(parent.getFirst(), "version");
    Path file =
        repository
            .resolve(text(parent.getFirst(), "groupId").replace('.', '/'))
            .resolve(artifact)
            .resolve(version)
            .resolve(artifact + "-" + version + ".pom");
    return new Pom(repository, file).licences();
  }

  private static String text(Element parent, String name) throws IOException {
    List<Element> found = children(parent, name);
    if (found.isEmpty()) {
      throw new IOException("A <%s> in a POM has no <%s>".formatted(parent.getTagName(), name));
    }
    return found.getFirst().getTextContent().strip();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
