package io.tidegate.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.minikdc.MiniKdc;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * A key distribution centre in the cluster's JVM: one principal for all servers, and a user.
 *
 * @param work where {@code krb5.conf} and the keytabs are
 */
record Kerberos(Path work) {

  static final String REALM = "EXAMPLE.ORG";
  static final String USER = "alice";
  private static final String SERVICE = "svc/localhost";
  private static final String WEB = "HTTP/localhost";

  /** What a client has to know of it. */
  static final List<String> CLIENT =
      List.of(
          "hadoop.security.authentication",
          "hadoop.security.authorization",
          "dfs.namenode.kerberos.principal",
          "dfs.data.transfer.protection",
          "yarn.resourcemanager.principal");

  Path krb5() {
    return work.resolve("krb5.conf");
  }

  Path userKeytab() {
    return work.resolve(USER + ".keytab");
  }

  static String userPrincipal() {
    return USER + "@" + REALM;
  }

  /** Makes the user of this JVM, which was told of {@link #krb5} when it was started. */
  void login(Configuration settings) throws IOException {
    UserGroupInformation.setConfiguration(settings);
    UserGroupInformation.loginUserFromKeytab(userPrincipal(), userKeytab().toString());
  }

  /** What a machine of such a cluster has in {@code /etc/krb5.conf}. */
  String jvmOption() {
    return "-Djava.security.krb5.conf=" + krb5();
  }

  private File serviceKeytab() {
    return work.resolve("service.keytab").toFile();
  }

  /** The centre lives as long as its JVM. */
  static Kerberos start(Path work) throws Exception {
    var properties = MiniKdc.createConf();
    properties.setProperty(MiniKdc.ORG_NAME, "EXAMPLE");
    properties.setProperty(MiniKdc.ORG_DOMAIN, "ORG");
    properties.setProperty(MiniKdc.KDC_BIND_ADDRESS, "127.0.0.1");
    var kdc = new MiniKdc(properties, Files.createDirectories(work.resolve("kdc")).toFile());
    kdc.start();
    var kerberos = new Kerberos(work);
    kdc.createPrincipal(kerberos.serviceKeytab(), SERVICE, WEB);
    kdc.createPrincipal(kerberos.userKeytab().toFile(), USER);
    Files.copy(kdc.getKrb5conf().toPath(), kerberos.krb5());
    return kerberos;
  }

  void secure(Configuration settings) throws IOException {
    var secured = new TreeMap<>(settings());
    secured.forEach(settings::set);
    // A node manager's localizer reads its settings anew, from the class path.
    ClientSettings.write(work.resolve("server-conf/core-site.xml"), secured);
    UserGroupInformation.setConfiguration(settings);
    UserGroupInformation.loginUserFromKeytab(
        SERVICE + "@" + REALM, serviceKeytab().getAbsolutePath());
  }

  private Map<String, String> settings() {
    String service = SERVICE + "@" + REALM;
    String web = WEB + "@" + REALM;
    String keytab = serviceKeytab().getAbsolutePath();
    return Map.ofEntries(
        Map.entry("hadoop.security.authentication", "kerberos"),
        Map.entry("hadoop.security.authorization", "true"),
        Map.entry("dfs.namenode.kerberos.principal", service),
        Map.entry("dfs.namenode.keytab.file", keytab),
        Map.entry("dfs.datanode.kerberos.principal", service),
        Map.entry("dfs.datanode.keytab.file", keytab),
        Map.entry("dfs.web.authentication.kerberos.principal", web),
        Map.entry("dfs.web.authentication.kerberos.keytab", keytab),
        Map.entry("dfs.namenode.kerberos.internal.spnego.principal", web),
        Map.entry("dfs.block.access.token.enable", "true"),
        Map.entry("dfs.data.transfer.protection", "authentication"),
        // Else the data node wants ports that root alone may take.
        Map.entry("ignore.secure.ports.for.testing", "true"),
        Map.entry("yarn.resourcemanager.principal", service),
        Map.entry("yarn.resourcemanager.keytab", keytab),
        Map.entry("yarn.nodemanager.principal", service),
        Map.entry("yarn.nodemanager.keytab", keytab));
  }
}
