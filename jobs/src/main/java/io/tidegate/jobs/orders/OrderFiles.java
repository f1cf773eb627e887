package io.tidegate.jobs.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Map;

/**
 * The shop that delivers files to a directory: for each day {@code orders/DATE.csv} and {@code
 * lineitems/DATE.json}, and once {@code customers.csv} and {@code nations.csv}. Real in shape and
 * made up in content, by the TPC-H generator. A file appears whole or not at all, and is replaced
 * when it is delivered again.
 */
public final class OrderFiles {

  private final OrderGenerator generator;
  private final Map<LocalDate, Fault> faults;
  private final Path directory;

  /**
   * @param scale TPC-H's scale factor, for all days together: 0.02 over ten days makes about 3,000
   *     orders and 12,000 line items a day
   * @param faults by the day on which they occur, or from which they stay
   */
  public OrderFiles(
      Path directory, double scale, LocalDate firstDay, int days, Map<LocalDate, Fault> faults) {
    this.generator = new OrderGenerator(scale, firstDay, days);
    this.faults = Map.copyOf(faults);
    this.directory = directory;
  }

  /** Writes customers and nations, which do not change. */
  public void deliverReferences() throws IOException {
    write("", "customers.csv", CsvText.of(generator.customers()));
    write("", "nations.csv", CsvText.of(generator.nations()));
  }

  /**
   * Writes a day's files, all but those that are late.
   *
   * @throws IllegalArgumentException when the date is not one of the days
   */
  public void deliver(LocalDate date) throws IOException {
    var day = day(date);
    writeOrders(day);
    if (faults.get(date) != Fault.LATE_LINE_ITEMS) {
      writeLineItems(day);
    }
  }

  /**
   * Writes the line items of a day, late or not.
   *
   * @throws IllegalArgumentException when the date is not one of the days
   */
  public void deliverLate(LocalDate date) throws IOException {
    writeLineItems(day(date));
  }

  /** Writes a day's files whole and without its own fault; changes that stay are kept. */
  public void deliverCorrected(LocalDate date) throws IOException {
    var day = lasting(date, generator.day(date));
    writeOrders(day);
    writeLineItems(day);
  }

  private DayFiles day(LocalDate date) {
    var day = lasting(date, generator.day(date));
    var fault = faults.get(date);
    return fault == null || fault.lasting() ? day : fault.apply(day);
  }

  private DayFiles lasting(LocalDate date, DayFiles asGenerated) {
    var day = asGenerated;
    for (var entry : faults.entrySet()) {
      if (entry.getValue().lasting() && !entry.getKey().isAfter(date)) {
        day = entry.getValue().apply(day);
      }
    }
    return day;
  }

  private void writeOrders(DayFiles day) throws IOException {
    write("orders", day.date() + ".csv", CsvText.of(day.orders()));
  }

  private void writeLineItems(DayFiles day) throws IOException {
    write("lineitems", day.date() + ".json", JsonLines.of(day.lineItems()));
  }

  private void write(String folder, String name, String text) throws IOException {
    Path parent = Files.createDirectories(directory.resolve(folder));
    // Spark takes no notice of names that start with a full stop.
    Path unfinished = Files.writeString(parent.resolve("." + name + ".unfinished"), text);
    Files.move(unfinished, parent.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
