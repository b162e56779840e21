package io.framewright.gateway.metadata;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What the engines found out about a job's inputs and outputs. */
@Serdeable
public record JobMedia(List<JsonNode> media) {}
