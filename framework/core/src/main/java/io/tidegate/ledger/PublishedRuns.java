package io.tidegate.ledger;

import io.tidegate.problem.Problem;
import java.util.List;

/**
 * @param records newest logical date first, at most one for each logical date; of a run that was
 *     released the record still says that it was held
 * @param unreadable entries of further published runs that could not be taken into account; usually
 *     none
 */
public record PublishedRuns(List<RunRecord> records, List<Problem> unreadable) {}
