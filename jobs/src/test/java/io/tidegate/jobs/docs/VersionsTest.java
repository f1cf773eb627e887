package io.tidegate.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The table of versions is that of the build and its profiles. */
class VersionsTest {

  private static final Path ROOT = Path.of("..");

  @Test
  void theTableIsTheBuilds() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(ROOT.resolve("pom.xml").toFile());
    assertThat(Files.readString(ROOT.resolve("docs/reference/versions.md")))
        .contains(
            row("Spark, for Scala 2.12", pom, "spark.version"),
            row("Delta Lake", pom, "delta.version"));
  }

  private static String row(String name, Document pom, String property) throws Exception {
    var row = new StringBuilder("| " + name + " |");
    for (String place : List.of(profile("oldest"), "/project", profile("newest"))) {
      row.append(' ')
          .append(
              XPathFactory.newInstance()
                  .newXPath()
                  .evaluate(place + "/properties/" + property, pom))
          .append(" |");
    }
    return row.toString();
  }

  private static String profile(String id) {
    return "/project/profiles/profile[id='" + id + "']";
  }
}
