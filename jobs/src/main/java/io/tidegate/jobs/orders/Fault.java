package io.tidegate.jobs.orders;

import static io.tidegate.jobs.orders.OrderGenerator.EXTENDED_PRICE;
import static io.tidegate.jobs.orders.OrderGenerator.LINE_NUMBER;
import static io.tidegate.jobs.orders.OrderGenerator.ORDER_KEY;
import static io.tidegate.jobs.orders.OrderGenerator.PRIORITY;
import static io.tidegate.jobs.orders.OrderGenerator.SHIP_MODE;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What goes wrong with, or changes in, the shop's files. Each is pure and deterministic. */
public enum Fault {

  /** Four of five orders, with their line items, are missing: an export that broke off. */
  FIFTH_OF_VOLUME {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeOrders(orders -> orders.keep(row -> oneIn(5, row)))
          .changeLineItems(items -> items.keep(row -> oneIn(5, row)));
    }
  },

  /**
   * Orders have a further column, {@code channel}, from that day on; it is empty for orders taken
   * by telephone. A legitimate change.
   */
  CHANNEL_ADDED {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeOrders(
          orders ->
              orders
                  .with(CHANNEL, row -> CHANNELS.get((int) (number(row, ORDER_KEY) % 2)))
                  .change(row -> oneIn(10, row) ? Rows.without(row, CHANNEL) : row));
    }

    @Override
    boolean lasting() {
      return true;
    }
  },

  /** Orders lack their column {@code priority}. */
  PRIORITY_DROPPED {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeOrders(orders -> orders.without(PRIORITY));
    }
  },

  /** One line item in about fifty has its price with a minus sign: a refund booked as a sale. */
  NEGATIVE_PRICES {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeLineItems(
          items -> items.change(row -> oneIn(50, row) ? withNegativePrice(row) : row));
    }
  },

  /** One order in about a hundred stands twice in the file: a retry that was not idempotent. */
  DUPLICATE_KEYS {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeOrders(orders -> orders.twice(row -> oneIn(100, row)));
    }
  },

  /** The first line item of one order in about five hundred has no ship mode. */
  SHIP_MODE_MISSING {
    @Override
    DayFiles apply(DayFiles day) {
      return day.changeLineItems(
          items ->
              items.change(
                  row ->
                      oneIn(500, row) && number(row, LINE_NUMBER) == 1
                          ? Rows.without(row, SHIP_MODE)
                          : row));
    }
  },

  /** The line items are as they should be and come later than the orders. */
  LATE_LINE_ITEMS {
    @Override
    DayFiles apply(DayFiles day) {
      return day;
    }
  };

  static final String CHANNEL = "channel";

  private static final List<String> CHANNELS = List.of("shop", "web");

  /** What the shop delivers when this goes wrong. */
  abstract DayFiles apply(DayFiles day);

  /** Whether it stays from its day on. */
  boolean lasting() {
    return false;
  }

  /** Chooses by the order's key, so that an order and its items are chosen together. */
  private static boolean oneIn(int n, Map<String, Object> row) {
    // Keys are sparse, eight in a row and then a gap of 24: a multiplicative hash spreads them.
    return Math.floorMod(number(row, ORDER_KEY) * 0x9E3779B97F4A7C15L >>> 32, n) == 0;
  }

  private static long number(Map<String, Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : 0;
  }

  private static Map<String, Object> withNegativePrice(Map<String, Object> row) {
    return row.get(EXTENDED_PRICE) instanceof BigDecimal price
        ? Rows.with(row, EXTENDED_PRICE, price.negate())
        : row;
  }
}
