package io.tidegate.jobs.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Daily reports in a folder, for the covid job's conf as it is. */
final class Reports {

  /** As they were until the columns were renamed on 2020-03-22. */
  static final String HEADER =
      "Province/State,Country/Region,Last Update,Confirmed,Deaths,Recovered";

  private Reports() {}

  /** As many rows as the conf asks for, with a value in every column. */
  static void write(Path folder, String date, String header) throws IOException {
    var lines = new ArrayList<>(List.of(header));
    String tail = ",7".repeat(header.split(",").length - 1);
    for (int row = 0; row < 60; row++) {
      lines.add("place " + row + tail);
    }
    Files.write(folder.resolve(date + ".csv"), lines);
  }
}
