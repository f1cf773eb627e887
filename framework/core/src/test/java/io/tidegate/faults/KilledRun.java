package io.tidegate.faults;

import java.nio.file.Path;

/** A run that kills its own process with SIGKILL. */
final class KilledRun {

  private KilledRun() {}

  /** Folder, scenario, logical date, kill point. */
  public static void main(String[] args) {
    var site = new Site(Path.of(args[0]), Scenario.valueOf(args[1]));
    var point = KillPoint.parse(args[3]);
    Disc disc = point.disc();
    var report =
        site.run(
            args[2],
            disc,
            step -> {
              if (point.nth() == 0 && step.equals(point.step())) {
                Sigkill.self();
              }
              disc.step(step);
            });
    System.out.println(report.toTable());
  }
}
