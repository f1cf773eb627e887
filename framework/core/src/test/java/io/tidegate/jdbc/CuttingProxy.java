package io.tidegate.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Between a client and a server on loopback: cuts a connection right after the client has sent a
 * text for the n-th time. The server has got it; the client never learns what came of it.
 */
public final class CuttingProxy implements AutoCloseable {

  private final ServerSocket listening;
  private final int server;
  private final String text;
  private final AtomicInteger left;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean closesOnceCut;

  /**
   * @param server the port behind
   * @param time which time the text is sent, from 1
   */
  public CuttingProxy(int server, String text, int time) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.text = text;
    this.left = new AtomicInteger(time);
    start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** From the first cut on, nobody gets through any more. */
  public void closeOnceCut() {
    closesOnceCut = true;
  }

  /** Whether a connection was cut. */
  public boolean hasCut() {
    return left.get() <= 0;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.addAll(List.of(client, behind));
      start(() -> pass(client, behind, true));
      start(() -> pass(behind, client, false));
    }
  }

  private void pass(Socket from, Socket to, boolean isFromClient) throws IOException {
    byte[] buffer = new byte[1 << 16];
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      boolean cut = isFromClient && isLast(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      if (cut && closesOnceCut) {
        close();
        return;
      }
      if (cut) {
        reset(from);
      }
      out.write(buffer, 0, n);
      out.flush();
      if (cut) {
        break;
      }
    }
    // The server works on what it was sent before it sees that nobody is there.
    to.shutdownOutput();
  }

  private boolean isLast(String sent) {
    return sent.contains(text) && left.decrementAndGet() == 0;
  }

  private static void reset(Socket client) throws IOException {
    client.setSoLinger(true, 0);
    client.close();
  }

  /** A piece of work on sockets that somebody may close at any time. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    var thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The connection is closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket each : sockets) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
