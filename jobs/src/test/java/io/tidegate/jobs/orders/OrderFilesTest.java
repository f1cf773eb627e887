package io.tidegate.jobs.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the shop delivers: the rows of TPC-H at scale 0.02, all of them, and each fault on its day.
 */
class OrderFilesTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);
  private static final int DAYS = 10;
  private static final LocalDate FAULTY = FIRST.plusDays(4);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theDaysTogetherAreAllOrdersOfTpch() throws IOException {
    var shop = shop(Map.of());
    var orders = new ArrayList<Integer>();
    var items = new ArrayList<Integer>();
    var keys = new HashSet<String>();
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = FIRST.plusDays(day);
      shop.deliver(date);
      orders.add(orders(date).size());
      items.add(items(date).size());
      orders(date).forEach(order -> keys.add(order.get(0)));
      assertThat(orders(date)).allMatch(order -> order.get(4).equals(date.toString()));
    }

    // 1,500,000 orders at scale 1, and 60,175 line items at scale 0.01.
    assertThat(orders.stream().mapToInt(n -> n).sum()).isEqualTo(30_000);
    assertThat(keys).hasSize(30_000);
    assertThat(orders).containsExactly(3001, 2947, 2922, 3093, 2986, 2960, 2918, 3106, 2974, 3093);
    assertThat(items.stream().mapToInt(n -> n).sum()).isEqualTo(120_515);
    assertThat(items)
        .containsExactly(12205, 11866, 11629, 12355, 12028, 11795, 11722, 12370, 11925, 12620);
  }

  @Test
  void everyItemIsOfAnOrderOfItsDay() throws IOException {
    shop(Map.of()).deliver(FIRST);

    var keys = new HashSet<String>();
    orders(FIRST).forEach(order -> keys.add(order.get(0)));
    var ofItems = new HashSet<String>();
    items(FIRST).forEach(item -> ofItems.add(item.get("order_key").asText()));
    assertThat(ofItems).isEqualTo(keys);
  }

  @Test
  void deliversTheSameFilesAlways(@TempDir Path other) throws IOException {
    shop(Map.of()).deliver(FIRST);
    new OrderFiles(other, 0.02, FIRST, DAYS, Map.of()).deliver(FIRST);

    for (String file : List.of("orders/" + FIRST + ".csv", "lineitems/" + FIRST + ".json")) {
      assertThat(folder.resolve(file)).hasSameBinaryContentAs(other.resolve(file));
    }
  }

  @Test
  void deliversCustomersAndNations() throws IOException {
    shop(Map.of()).deliverReferences();

    assertThat(lines("customers.csv")).hasSize(1 + 3_000);
    assertThat(lines("customers.csv").get(0)).isEqualTo("customer_key,name,nation_key,segment");
    assertThat(lines("nations.csv"))
        .hasSize(1 + 25)
        .startsWith("nation_key,name", "0,ALGERIA", "1,ARGENTINA");
  }

  @Test
  void aFifthOfTheVolume() throws IOException {
    deliver(Fault.FIFTH_OF_VOLUME);

    assertThat(orders(FAULTY)).hasSize(583);
    assertThat(items(FAULTY)).hasSize(2294);
  }

  @Test
  void aColumnAddedStays() throws IOException {
    var shop = shop(Map.of(FAULTY, Fault.CHANNEL_ADDED));
    for (int day : List.of(3, 4, 5)) {
      shop.deliver(FIRST.plusDays(day));
    }

    String before = "order_key,customer_key,status,total_price,order_date,priority,clerk";
    assertThat(header(FAULTY.minusDays(1))).isEqualTo(before);
    assertThat(header(FAULTY)).isEqualTo(before + ",channel");
    assertThat(header(FAULTY.plusDays(1))).isEqualTo(before + ",channel");
    assertThat(orders(FAULTY).stream().filter(order -> order.get(7).isEmpty())).hasSize(297);
  }

  @Test
  void aColumnDroppedComesBack() throws IOException {
    var shop = deliver(Fault.PRIORITY_DROPPED);
    shop.deliver(FAULTY.plusDays(1));

    assertThat(header(FAULTY))
        .isEqualTo("order_key,customer_key,status,total_price,order_date,clerk");
    assertThat(header(FAULTY.plusDays(1))).contains(",priority,");
  }

  @Test
  void negativePrices() throws IOException {
    deliver(Fault.NEGATIVE_PRICES);

    assertThat(items(FAULTY).stream().filter(item -> item.get("extended_price").asDouble() < 0))
        .hasSize(275);
  }

  @Test
  void duplicateKeys() throws IOException {
    deliver(Fault.DUPLICATE_KEYS);

    long keys = orders(FAULTY).stream().map(order -> order.get(0)).distinct().count();
    assertThat(orders(FAULTY).size() - keys).isEqualTo(32);
  }

  @Test
  void shipModesMissing() throws IOException {
    deliver(Fault.SHIP_MODE_MISSING);

    assertThat(items(FAULTY).stream().filter(item -> !item.has("ship_mode"))).hasSize(11);
  }

  @Test
  void lateItemsComeWhenTheyAreDelivered() throws IOException {
    var shop = deliver(Fault.LATE_LINE_ITEMS);
    assertThat(folder.resolve("lineitems")).doesNotExist();

    shop.deliverLate(FAULTY);
    assertThat(items(FAULTY)).hasSize(12028);
  }

  @Test
  void aCorrectedDayIsWithoutItsFault() throws IOException {
    var shop = deliver(Fault.DUPLICATE_KEYS);
    shop.deliverCorrected(FAULTY);

    assertThat(orders(FAULTY).stream().map(order -> order.get(0))).doesNotHaveDuplicates();
  }

  @Test
  void leavesNoUnfinishedFile() throws IOException {
    deliver(Fault.DUPLICATE_KEYS);

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
          .containsExactlyInAnyOrder("orders/" + FAULTY + ".csv", "lineitems/" + FAULTY + ".json");
    }
  }

  @Test
  void refusesADayThatIsNoneOfTheDays() {
    assertThatThrownBy(() -> shop(Map.of()).deliver(FIRST.plusDays(DAYS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2024-03-11 is not one of the 10 days from 2024-03-01");
    assertThatThrownBy(() -> new OrderFiles(folder, 0, FIRST, DAYS, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scale and days must be positive, not 0.0 and 10");
  }

  private OrderFiles deliver(Fault fault) throws IOException {
    var shop = shop(Map.of(FAULTY, fault));
    shop.deliver(FAULTY);
    return shop;
  }

  private OrderFiles shop(Map<LocalDate, Fault> faults) {
    return new OrderFiles(folder, 0.02, FIRST, DAYS, faults);
  }

  private String header(LocalDate date) throws IOException {
    return lines("orders/" + date + ".csv").get(0);
  }

  /** The day's orders; none of their values has a comma. */
  private List<List<String>> orders(LocalDate date) throws IOException {
    return lines("orders/" + date + ".csv").stream()
        .skip(1)
        .map(line -> List.of(line.split(",", -1)))
        .toList();
  }

  private List<JsonNode> items(LocalDate date) throws IOException {
    return lines("lineitems/" + date + ".json").stream().map(OrderFilesTest::json).toList();
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }
}
