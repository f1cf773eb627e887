package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.ColumnLineageDatasetFacet;
import io.openlineage.client.OpenLineage.InputField;
import io.openlineage.client.OpenLineage.InputFieldTransformations;
import io.tidegate.ledger.ColumnLineage;
import io.tidegate.ledger.ColumnLineage.Source;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.RunRecord.InputRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where an output's columns come from, with the inputs under the names that others know. */
final class LineageFacet {

  private final OpenLineage ol;
  private final Map<String, Input> inputs = new LinkedHashMap<>();

  /**
   * @param inputs those of the run, by whose names a lineage tells its sources
   */
  LineageFacet(OpenLineage ol, Documents documents, List<InputRecord> inputs) {
    this.ol = ol;
    for (InputRecord input : inputs) {
      this.inputs.put(
          input.version().name(),
          new Input(
              DatasetFacets.name(input.version()),
              documents.schema(input.schema()).map(LineageFacet::names)));
    }
  }

  private record Input(DatasetName name, Optional<List<String>> columns) {}

  private record Column(DatasetName dataset, String name) {}

  private static List<String> names(DatasetSchema schema) {
    return schema.columns().stream().map(DatasetSchema.Field::name).toList();
  }

  /** Without the columns that come from nowhere, such as constants. */
  ColumnLineageDatasetFacet of(ColumnLineage lineage) {
    var fields = ol.newColumnLineageDatasetFacetFieldsBuilder();
    lineage
        .columns()
        .forEach(
            (column, sources) -> {
              List<InputField> origins = fields(sources);
              if (!origins.isEmpty()) {
                fields.put(
                    column,
                    ol.newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                        .inputFields(origins)
                        .build());
              }
            });
    return ol.newColumnLineageDatasetFacetBuilder()
        .fields(fields.build())
        .dataset(fields(lineage.rows()))
        .build();
  }

  private List<InputField> fields(List<Source> sources) {
    var byColumn = new LinkedHashMap<Column, List<InputFieldTransformations>>();
    for (Source source : sources) {
      columns(source)
          .forEach(
              column ->
                  byColumn
                      .computeIfAbsent(column, unseen -> new ArrayList<>())
                      .add(transformation(source)));
    }
    return byColumn.entrySet().stream().map(e -> field(e.getKey(), e.getValue())).toList();
  }

  private Stream<Column> columns(Source source) {
    Input input = inputs.get(source.input());
    if (input == null) {
      return Stream.empty();
    }
    boolean every = source.column().equals(ColumnLineage.EVERY_COLUMN);
    List<String> named = List.of(source.column());
    List<String> columns = every ? input.columns().orElse(named) : named;
    return columns.stream().map(name -> new Column(input.name(), name));
  }

  private InputField field(Column column, List<InputFieldTransformations> transformations) {
    return ol.newInputFieldBuilder()
        .namespace(column.dataset().namespace())
        .name(column.dataset().name())
        .field(column.name())
        .transformations(transformations)
        .build();
  }

  private InputFieldTransformations transformation(Source source) {
    return ol.newInputFieldTransformationsBuilder()
        .type(source.kind().direct() ? "DIRECT" : "INDIRECT")
        .subtype(source.kind().name())
        .masking(source.masked())
        .build();
  }
}
