package io.tidegate.quality;

import io.tidegate.config.OnFailure;
import software.amazon.glue.dqdl.model.DQRule;

/**
 * One rule of a rule file.
 *
 * @param file the file's name as the conf has it
 * @param line where the rule begins, from 1
 * @param text as it is written
 */
record Rule(String file, int line, String text, OnFailure onFailure, DQRule parsed) {

  /** What names the rule in findings: {@code daily-cases.dqdl:7}. */
  String check() {
    return file + ":" + line;
  }
}
