package io.tidegate.lineage.events;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacetsBuilder;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputDatasetInputFacetsBuilder;
import io.openlineage.client.OpenLineage.LifecycleStateChangeDatasetFacet.LifecycleStateChange;
import io.openlineage.client.OpenLineage.LocationSubsetCondition;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.OutputDatasetOutputFacetsBuilder;
import io.openlineage.client.OpenLineage.SchemaDatasetFacet;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import io.tidegate.config.DatabaseConfig;
import io.tidegate.config.WriteMode;
import io.tidegate.ledger.DatasetSchema;
import io.tidegate.ledger.InputVersion;
import io.tidegate.ledger.RunRecord;
import io.tidegate.ledger.RunRecord.InputRecord;
import io.tidegate.ledger.RunRecord.OutputRecord;
import io.tidegate.ledger.RunRecord.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A record's inputs and outputs, in full. */
final class DatasetFacets {

  private static final String DELTA = "delta";

  /** Where a run reads more files than this, an event does not list them. */
  private static final int LISTED_FILES = 100;

  private final OpenLineage ol;
  private final Documents documents;

  DatasetFacets(OpenLineage ol, Documents documents) {
    this.ol = ol;
    this.documents = documents;
  }

  static DatasetName name(InputVersion input) {
    return input.format().equals(DELTA) || DatabaseConfig.isLocation(input.path())
        ? DatasetName.ofTable(input.path())
        : DatasetName.ofFiles(input.path());
  }

  /** The location, or in records that have none the path as it was configured. */
  static DatasetName name(OutputRecord output) {
    return DatasetName.ofTable(output.write().map(Write::location).orElse(output.path()));
  }

  /** Each dataset once, however many inputs of the conf read it. */
  List<InputDataset> inputs(RunRecord record) {
    var byName = new LinkedHashMap<DatasetName, InputDataset>();
    for (InputRecord input : record.inputs()) {
      byName.computeIfAbsent(name(input.version()), name -> input(name, input));
    }
    return List.copyOf(byName.values());
  }

  private InputDataset input(DatasetName name, InputRecord input) {
    DatasetFacetsBuilder facets = common(name);
    documents.schema(input.schema()).ifPresent(schema -> facets.schema(facet(schema)));
    if (input.version().format().equals(DELTA)) {
      asDelta(facets, input.version().deltaVersion());
    }
    return ol.newInputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(facets.build())
        .inputFacets(read(input).build())
        .build();
  }

  private InputDatasetInputFacetsBuilder read(InputRecord input) {
    List<InputVersion.File> files = input.version().files();
    var statistics = ol.newInputStatisticsInputDatasetFacetBuilder().size(input.version().bytes());
    input.rows().ifPresent(statistics::rowCount);
    var facets = ol.newInputDatasetInputFacetsBuilder();
    if (!files.isEmpty()) {
      statistics.fileCount((long) files.size());
    }
    if (!files.isEmpty() && files.size() <= LISTED_FILES) {
      List<String> locations = files.stream().map(InputVersion.File::path).toList();
      facets.subset(
          ol.newInputSubsetInputDatasetFacetBuilder().inputCondition(at(locations)).build());
    }
    return facets.inputStatistics(statistics.build());
  }

  List<OutputDataset> outputs(RunRecord record) {
    var lineage = new LineageFacet(ol, documents, record.inputs());
    return record.outputs().stream().map(output -> output(output, lineage)).toList();
  }

  private OutputDataset output(OutputRecord output, LineageFacet lineage) {
    DatasetName name = name(output);
    DatasetFacetsBuilder facets = table(name, output);
    if (!DatabaseConfig.isLocation(output.path())) {
      asDelta(facets, output.version());
    }
    documents.lineage(output.lineage()).map(lineage::of).ifPresent(facets::columnLineage);
    output.write().ifPresent(write -> lifecycle(write, facets));
    return ol.newOutputDatasetBuilder()
        .namespace(name.namespace())
        .name(name.name())
        .facets(facets.build())
        .outputFacets(written(output).build())
        .build();
  }

  /** What is said of an output wherever it is named. */
  DatasetFacetsBuilder table(DatasetName name, OutputRecord output) {
    DatasetFacetsBuilder facets = common(name);
    documents.schema(output.schema()).ifPresent(schema -> facets.schema(facet(schema)));
    return facets;
  }

  private void lifecycle(Write write, DatasetFacetsBuilder facets) {
    if (write.creates() || write.mode() == WriteMode.OVERWRITE) {
      facets.lifecycleStateChange(
          ol.newLifecycleStateChangeDatasetFacetBuilder()
              .lifecycleStateChange(
                  write.creates() ? LifecycleStateChange.CREATE : LifecycleStateChange.OVERWRITE)
              .build());
    }
  }

  private OutputDatasetOutputFacetsBuilder written(OutputRecord output) {
    var facets = ol.newOutputDatasetOutputFacetsBuilder();
    facets.outputStatistics(
        ol.newOutputStatisticsOutputDatasetFacetBuilder()
            .rowCount(output.rows())
            .size(output.bytes())
            .build());
    Map<String, String> partition = output.write().map(Write::partition).orElse(Map.of());
    if (!partition.isEmpty()) {
      String location = output.write().map(Write::location).orElse(output.path());
      facets.outputSubset(
          ol.newOutputSubsetOutputDatasetFacetBuilder()
              .outputCondition(at(List.of(location + directories(partition))))
              .build());
    }
    return facets;
  }

  private static String directories(Map<String, String> partition) {
    var path = new StringBuilder();
    partition.forEach((column, value) -> path.append('/').append(column).append('=').append(value));
    return path.toString();
  }

  private LocationSubsetCondition at(List<String> locations) {
    return ol.newLocationSubsetConditionBuilder().locations(locations).build();
  }

  private DatasetFacetsBuilder common(DatasetName name) {
    return ol.newDatasetFacetsBuilder()
        .dataSource(
            ol.newDatasourceDatasetFacetBuilder()
                .name(name.namespace())
                .uri(name.source())
                .build());
  }

  private void asDelta(DatasetFacetsBuilder facets, OptionalLong version) {
    facets.storage(
        ol.newStorageDatasetFacetBuilder().storageLayer(DELTA).fileFormat("parquet").build());
    version.ifPresent(
        number ->
            facets.version(
                ol.newDatasetVersionDatasetFacetBuilder()
                    .datasetVersion(Long.toString(number))
                    .build()));
  }

  private SchemaDatasetFacet facet(DatasetSchema schema) {
    return ol.newSchemaDatasetFacetBuilder().fields(fields(schema.columns())).build();
  }

  private List<SchemaDatasetFacetFields> fields(List<DatasetSchema.Field> fields) {
    return fields.stream().map(this::field).toList();
  }

  private SchemaDatasetFacetFields field(DatasetSchema.Field field) {
    var facet = ol.newSchemaDatasetFacetFieldsBuilder().name(field.name()).type(field.type());
    if (!field.fields().isEmpty()) {
      facet.fields(fields(field.fields()));
    }
    return facet.build();
  }
}
