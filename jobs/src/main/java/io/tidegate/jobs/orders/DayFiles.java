package io.tidegate.jobs.orders;

import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** What the shop delivers for one day. */
record DayFiles(LocalDate date, Rows orders, Rows lineItems) {

  DayFiles changeOrders(UnaryOperator<Rows> change) {
    return new DayFiles(date, change.apply(orders), lineItems);
  }

  DayFiles changeLineItems(UnaryOperator<Rows> change) {
    return new DayFiles(date, orders, change.apply(lineItems));
  }
}
