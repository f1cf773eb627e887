package io.tidegate.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A store in memory that tells what was asked of it. */
final class SpyStore implements LedgerStore {

  private final Map<String, String> texts = new ConcurrentSkipListMap<>();
  private final List<String> listed = new CopyOnWriteArrayList<>();
  private final List<String> opened = new CopyOnWriteArrayList<>();
  private Consumer<String> beforeCreate = path -> {};

  /** Something that others do at that moment. */
  void beforeCreate(Consumer<String> doing) {
    beforeCreate = doing;
  }

  /** What there is, sorted. */
  List<String> paths() {
    return List.copyOf(texts.keySet());
  }

  void forget() {
    listed.clear();
    opened.clear();
  }

  List<String> listed() {
    return listed;
  }

  List<String> opened() {
    return opened;
  }

  @Override
  public boolean create(String path, String text) {
    beforeCreate.accept(path);
    return texts.putIfAbsent(path, text) == null;
  }

  @Override
  public List<String> list(String folder) {
    listed.add(folder);
    return texts.keySet().stream()
        .filter(path -> path.startsWith(folder + "/"))
        .map(path -> path.substring(folder.length() + 1))
        .map(path -> path.contains("/") ? path.substring(0, path.indexOf('/')) : path)
        .distinct()
        .toList();
  }

  @Override
  public String read(String path) throws IOException {
    opened.add(path);
    var text = texts.get(path);
    if (text == null) {
      throw new FileNotFoundException(path);
    }
    return text;
  }

  @Override
  public int removeUnfinished(String folder, Instant before) {
    return 0;
  }

  @Override
  public void delete(String path) {
    texts.remove(path);
  }

  @Override
  public String locate(String path) {
    return path;
  }
}
