package org.initlab.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.initlab.cli.Backends;
import org.initlab.cli.terminal.TableJson;
import org.initlab.core.backend.Availability;
import org.initlab.core.backend.Backend;
import org.initlab.core.data.KnownDataset;
import org.initlab.core.experiment.Bibliography;
import org.initlab.core.experiment.Column;
import org.initlab.core.experiment.Experiment;
import org.initlab.core.experiment.Paper;
import org.initlab.core.experiment.Table;
import org.initlab.core.init.Scheme;
import org.initlab.core.init.Schemes;
import org.initlab.reports.BibTeX;

/** What there is, as tables of names and descriptions. */
public final class Catalog {
  private static final Column NAME = Column.text("name", "the name on the command line");
  private static final Column DESCRIPTION = Column.text("description", "what it is");

  private final Backends backends;

  @Inject
  Catalog(Backends backends) {
    this.backends = backends;
  }

  /** By kind, in the order in which they are shown. */
  public Map<String, Supplier<Table>> tables() {
    Map<String, Supplier<Table>> tables = new LinkedHashMap<>();
    tables.put("backends", this::backendTable);
    tables.put("initializers", Catalog::initializers);
    tables.put("networks", Catalog::networks);
    tables.put("datasets", Catalog::datasets);
    tables.put("experiments", Catalog::experiments);
    tables.put("papers", Catalog::papers);
    return Collections.unmodifiableMap(tables);
  }

  /** An array for one kind; an object of arrays, keyed by kind, for several. */
  public static JsonNode json(List<Table> tables, boolean single) {
    if (single) return TableJson.rows(tables.get(0));
    ObjectNode node = new ObjectMapper().createObjectNode();
    tables.forEach(t -> node.set(t.id(), TableJson.rows(t)));
    return node;
  }

  private Table backendTable() {
    Table.Builder table =
        Table.builder(
            "backends",
            "Backends",
            NAME,
            Column.flag("available", "whether it can be used on this machine"),
            DESCRIPTION,
            Column.text("reason", "why it cannot be used, and what to do"));
    for (Backend b : backends.all()) {
      Availability a = b.availability();
      String reason = a.available() ? "" : a.reason() + "; " + a.remedy();
      table.row(b.name(), a.available(), b.description(), reason);
    }
    return table.build();
  }

  private static Table initializers() {
    Table.Builder table =
        Table.builder(
            "initializers",
            "Initializers",
            NAME,
            Column.flag("needs_data", "whether it needs a calibration batch"),
            Column.text("settings", "what can be set after the name, as in orthogonal:gain=1.2"),
            DESCRIPTION);
    for (Scheme s : Schemes.all()) {
      table.row(s.name(), s.needsData(), settings(s), s.description());
    }
    return table.build();
  }

  private static String settings(Scheme scheme) {
    return scheme.settings().entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(":"));
  }

  private static Table papers() {
    Table.Builder table =
        Table.builder(
            "papers", "Papers", Column.text("key", "in the BibTeX that runs write"), DESCRIPTION);
    for (Paper p : Bibliography.all()) table.row(p.key(), BibTeX.citation(p));
    return table.build();
  }

  private static Table networks() {
    Table.Builder table = Table.builder("networks", "Networks", NAME, DESCRIPTION);
    Arrays.stream(NetworkKind.values()).forEach(k -> table.row(k.id(), k.description()));
    return table.build();
  }

  private static Table datasets() {
    Table.Builder table = Table.builder("datasets", "Datasets", NAME, DESCRIPTION);
    Arrays.stream(KnownDataset.values()).forEach(d -> table.row(d.id(), d.description()));
    return table
        .row("gaussian", "synthetic: every input value drawn from N(0, 1) (stats, validate)")
        .build();
  }

  private static Table experiments() {
    Table.Builder table = Table.builder("experiments", "Experiments", NAME, DESCRIPTION);
    for (Experiment e : Experiments.all()) table.row(e.id(), e.title());
    return table.build();
  }
}
