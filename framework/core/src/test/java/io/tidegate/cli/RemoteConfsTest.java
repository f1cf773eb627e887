package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.config.ConfigReader;
import io.tidegate.config.JobConfig;
import io.tidegate.config.ReadOptions;
import io.tidegate.problem.UserException;
import io.tidegate.quality.RuleFileChecker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conf by its URI, through the one of Hadoop's file systems that needs nothing but a server. */
class RemoteConfsTest {

  private static final Map<String, String> PROJECT =
      Map.of(
          "/p/conf/defaults.conf", "warehouse = \"/w\"",
          "/p/conf/env/prod.conf", "warehouse = \"/prod\"",
          "/p/quality-rules/rows.dqdl", "Rules = [ RowCount > 1 ]",
          "/p/conf/shop/copy.conf",
              """
              include "../defaults"
              job { name = copy, owner = team }
              inputs.a { format = csv, path = "/a" }
              output {
                name = o, format = delta, path = ${warehouse}"/o", write = overwrite
                quality = [ { rules = "rows.dqdl", on-failure = reject } ]
              }
              """);

  private final HttpServer server = start();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              PROJECT
                  .getOrDefault(exchange.getRequestURI().getPath(), "")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private JobConfig read(String conf) {
    return new ConfigReader(new RuleFileChecker(), Map.of(), new RemoteConfs())
        .read(
            conf,
            new ReadOptions(
                java.util.Optional.empty(), java.util.List.of(), java.util.Optional.of("prod")));
  }

  @Test
  void includesEnvironmentsAndRulesAreThereToo() {
    JobConfig read =
        read("http://127.0.0.1:" + server.getAddress().getPort() + "/p/conf/shop/copy.conf");
    assertThat(read.ledger().path()).isEqualTo("/prod/_tidegate");
    assertThat(read.outputs()).containsKey("output");
  }

  @Test
  void whatCannotBeReadSaysWhy() {
    assertThatThrownBy(() -> read("nowhere://bucket/a.conf"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nowhere://bucket/a.conf: No FileSystem for scheme \"nowhere\"");
    String none = "http://127.0.0.1:" + server.getAddress().getPort() + "/none.conf";
    assertThatThrownBy(() -> read(none)).hasMessageContaining(none + ": there is no such file");
  }
}
