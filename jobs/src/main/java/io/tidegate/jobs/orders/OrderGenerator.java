package io.tidegate.jobs.orders;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The orders of TPC-H, spread over a few consecutive days. An order falls on the day that its own
 * date gives modulo the number of days, so that volumes vary a little from day to day; its dates
 * are moved so that it is ordered on that day. The same arguments give the same rows, always.
 */
final class OrderGenerator {

  static final String ORDER_KEY = "order_key";
  static final String PRIORITY = "priority";
  static final String LINE_NUMBER = "line_number";
  static final String EXTENDED_PRICE = "extended_price";
  static final String SHIP_MODE = "ship_mode";

  private static final List<String> ORDERS =
      List.of(ORDER_KEY, "customer_key", "status", "total_price", "order_date", PRIORITY, "clerk");
  private static final List<String> LINE_ITEMS =
      List.of(
          ORDER_KEY,
          LINE_NUMBER,
          "part_key",
          "supplier_key",
          "quantity",
          EXTENDED_PRICE,
          "discount",
          "tax",
          "return_flag",
          "ship_date",
          SHIP_MODE);
  private static final List<String> CUSTOMERS =
      List.of("customer_key", "name", "nation_key", "segment");
  private static final List<String> NATIONS = List.of("nation_key", "name");

  /** Only comments come from it, and they are not written; the library's own takes 300 MB. */
  private static final int TEXT_POOL_BYTES = 1 << 20;

  private final double scale;
  private final LocalDate firstDay;
  private final int days;
  private final Distributions distributions = Distributions.getDefaultDistributions();
  private final TextPool texts = new TextPool(TEXT_POOL_BYTES, distributions);

  /**
   * @param scale TPC-H's scale factor: 1.0 gives 1.5 million orders in all
   */
  OrderGenerator(double scale, LocalDate firstDay, int days) {
    if (scale <= 0 || days < 1) {
      throw new IllegalArgumentException(
          "scale and days must be positive, not " + scale + " and " + days);
    }
    this.scale = scale;
    this.firstDay = firstDay;
    this.days = days;
  }

  /**
   * @throws IllegalArgumentException when the date is not one of the days
   */
  DayFiles day(LocalDate date) {
    long day = date.toEpochDay() - firstDay.toEpochDay();
    if (day < 0 || day >= days) {
      throw new IllegalArgumentException(
          date + " is not one of the " + days + " days from " + firstDay);
    }
    var orders = new ArrayList<Map<String, Object>>();
    var moves = new LinkedHashMap<Long, Long>();
    for (Order order : new io.trino.tpch.OrderGenerator(scale, 1, 1, distributions, texts)) {
      if (order.getOrderDate() % days == day) {
        orders.add(row(ORDERS, values(order, date)));
        moves.put(order.getOrderKey(), date.toEpochDay() - order.getOrderDate());
      }
    }
    return new DayFiles(date, new Rows(ORDERS, orders), lineItems(moves));
  }

  private Rows lineItems(Map<Long, Long> moves) {
    var items = new ArrayList<Map<String, Object>>();
    for (LineItem item : new LineItemGenerator(scale, 1, 1, distributions, texts)) {
      Long move = moves.get(item.getOrderKey());
      if (move != null) {
        items.add(row(LINE_ITEMS, values(item, move)));
      }
    }
    return new Rows(LINE_ITEMS, items);
  }

  Rows customers() {
    var all = new CustomerGenerator(scale, 1, 1, distributions, texts);
    var rows =
        StreamSupport.stream(all.spliterator(), false).map(c -> row(CUSTOMERS, values(c))).toList();
    return new Rows(CUSTOMERS, rows);
  }

  Rows nations() {
    var all = new NationGenerator(distributions, texts);
    var rows =
        StreamSupport.stream(all.spliterator(), false).map(n -> row(NATIONS, values(n))).toList();
    return new Rows(NATIONS, rows);
  }

  private static List<Object> values(Order order, LocalDate date) {
    return List.of(
        order.getOrderKey(),
        order.getCustomerKey(),
        String.valueOf(order.getOrderStatus()),
        cents(order.getTotalPriceInCents()),
        date,
        order.getOrderPriority(),
        order.getClerk());
  }

  private static List<Object> values(LineItem item, long move) {
    return List.of(
        item.getOrderKey(),
        item.getLineNumber(),
        item.getPartKey(),
        item.getSupplierKey(),
        item.getQuantity(),
        cents(item.getExtendedPriceInCents()),
        cents(item.getDiscountPercent()),
        cents(item.getTaxPercent()),
        item.getReturnFlag(),
        LocalDate.ofEpochDay(item.getShipDate() + move),
        item.getShipMode());
  }

  private static List<Object> values(Customer customer) {
    return List.of(
        customer.getCustomerKey(),
        customer.getName(),
        customer.getNationKey(),
        customer.getMarketSegment());
  }

  private static List<Object> values(Nation nation) {
    return List.of(nation.getNationKey(), nation.getName());
  }

  private static Map<String, Object> row(List<String> columns, List<Object> values) {
    var row = new LinkedHashMap<String, Object>();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), values.get(i));
    }
    return row;
  }

  private static BigDecimal cents(long hundredths) {
    return BigDecimal.valueOf(hundredths, 2);
  }
}
